"""Names of a package that are loaded when they are first asked for (PEP 562), so that to import it takes little.

The package names them a second time under ``TYPE_CHECKING``, for those who read it and those who check its types.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module


def loaded_when_asked(package: str, places: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """Return the ``__getattr__`` of a package; ``places`` are modules, each with the names that it gives.

    What comes back raises AttributeError for a name that the package has not.
    """
    module_of = {name: module for module, names in places.items() for name in names}

    def ask(name: str) -> object:
        if name not in module_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(module_of[name]), name)
        setattr(sys.modules[package], name, found)  # it is not asked for again
        return found

    return ask
