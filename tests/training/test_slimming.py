from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="trains the weights; pip install 'sayso[training]'")
pytest.importorskip("onnx", reason="writes the weights; pip install 'sayso[training]'")
pytest.importorskip("safetensors", reason="reads the base weights; pip install 'sayso[training]'")

from onnxruntime import InferenceSession  # noqa: E402 - what is trained is not there without torch

from training.averaging import averaged  # noqa: E402
from training.drawing import drawn  # noqa: E402
from training.encoder import Network, Shape  # noqa: E402
from training.slimming import Moments, kept_columns, slim, spread  # noqa: E402


def network() -> Network:
    torch.manual_seed(1)
    return Network(Shape(vocabulary=60, heads=(3, 2), inner=(48, 96))).eval()


def windows(count: int) -> list[object]:
    torch.manual_seed(2)
    words = [torch.randint(60, (1, 30, 1)) for _ in range(count)]
    return [torch.cat([one, one % 7, one % 4, one % 3], -1) for one in words]


def test_the_columns_that_matter_are_kept() -> None:
    torch.manual_seed(3)
    seen = torch.randn(500, 8)
    wanted = seen[:, [2]] * 3 + seen[:, [5]] + 0.01 * torch.randn(500, 4)
    assert sorted(kept_columns(Moments.of(seen, wanted), group=1, keep=2).tolist()) == [2, 5]
    assert kept_columns(Moments.of(seen, wanted), group=4, keep=1).tolist() in ([0, 1, 2, 3], [4, 5, 6, 7])


def test_dropping_nothing_changes_nothing_and_dropping_little_changes_little() -> None:
    whole, shown = network(), windows(40)
    same = slim(whole, shown, heads=(3, 2), inner=(48, 96))
    less = slim(whole, shown, heads=(2, 2), inner=(32, 64))
    assert Shape.of(less.state_dict()).heads == (2, 2)
    assert Shape.of(less.state_dict()).inner == (32, 64)
    with torch.no_grad():
        wanted, found, near = (one(shown[0])[0] for one in (whole, same, less))
    assert float((found - wanted).abs().mean()) < 0.02 * float(wanted.std())
    assert 0 < float((near - wanted).abs().mean()) < 0.5 * float(wanted.std())


def test_names_read_off_more_layers_are_the_same_until_something_is_learned() -> None:
    whole, features = network(), windows(1)[0]
    more = spread(whole, 2)
    assert Shape.of(more.state_dict()).named == 2
    with torch.no_grad():
        assert all(torch.allclose(a, b, atol=1e-5) for a, b in zip(whole(features), more(features), strict=True))
        more.names.weight[:, 0] += 1
        changed = [not torch.allclose(a, b, atol=1e-2) for a, b in zip(whole(features), more(features), strict=True)]
    assert changed == [False, True, False]


def test_the_mean_of_networks_is_that_of_their_shares() -> None:
    one, other = network(), network()
    with torch.no_grad():
        other.roles.bias += 4
        between = averaged([one, spread(other, 2)], [3, 1])
    assert between.named == 2
    assert torch.allclose(between.roles.bias, one.roles.bias + 1, atol=1e-5)
    assert torch.allclose(between.layers[0].mix.weight, one.layers[0].mix.weight, atol=1e-6)


@pytest.mark.parametrize("named", [1, 2])
def test_the_graph_gives_what_the_network_gives(named: int) -> None:
    trained, features = spread(network(), named), windows(1)[0]
    torch.manual_seed(4)
    torch.nn.init.normal_(trained.names.weight)
    session = InferenceSession(drawn(trained).SerializeToString(), providers=["CPUExecutionProvider"])
    with torch.no_grad():
        wanted = [part.numpy() for part in trained(features)]
    found = session.run(None, {"features": features.numpy()})  # type: ignore[attr-defined]
    for ours, theirs in zip(found, wanted, strict=True):
        assert ours.shape == theirs.shape
        assert np.corrcoef(ours.ravel(), theirs.ravel())[0, 1] > 0.99
