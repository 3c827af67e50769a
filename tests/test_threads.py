"""numpy's small products stay on one thread, and only while we ask for it."""

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from sayso.threads import small_products


def blas_threads() -> list[int]:
    return [int(one["num_threads"]) for one in threadpool_info() if one["user_api"] == "blas"]


def test_products_are_held_to_one_thread_and_let_go_again() -> None:
    with threadpool_limits(limits=2, user_api="blas"):
        if 2 not in blas_threads():
            pytest.skip("the library behind numpy has one thread only on this machine")
        with small_products():
            assert set(blas_threads()) == {1}
        assert 2 in blas_threads()


def test_what_comes_out_does_not_depend_on_the_number_of_cores() -> None:
    some = np.random.default_rng(1).standard_normal((300, 64)).astype(np.float32)
    with small_products():
        held = some @ some.T
    with threadpool_limits(limits=1, user_api="blas"):
        assert np.array_equal(held, some @ some.T)
