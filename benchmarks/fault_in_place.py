"""A fault put into a module that is loaded already: its functions are given the edited code.

    old code → new code, matched by name, line and order; what runs the old one gets the new one

What is not the body of a function (tables, defaults, classes) cannot be put in place like this; then the
package is to be imported anew with the edited module (`Edited`).
"""

from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from types import CodeType, FunctionType, ModuleType

from benchmarks.faults import ROOT, Fault

Place = tuple[str, int, int]


def replaced(fault: Fault) -> bool:
    """Whether the loaded module's functions now run the edited code; nothing is changed otherwise."""
    module = sys.modules[fault.name]
    path = str(ROOT / fault.path)
    old = dict(_codes(compile((ROOT / fault.path).read_text("utf-8"), path, "exec")))
    new = dict(_codes(compile(fault.module, path, "exec")))
    changed = [p for p in old if p in new and _body(old[p]) != _body(new[p])]
    live = _functions(path)
    if len(old) != len(new) or any(p[0] == "<module>" or not _runs(p, old, live) for p in changed):
        return False
    try:
        for function, place in live:
            if (*place[:2], 1) not in old:
                function.__code__ = new[place]
    except (ValueError, KeyError):
        return False
    for held in vars(module).values():
        if hasattr(held, "cache_clear"):
            held.cache_clear()
    return True


def _codes(code: CodeType) -> Iterator[tuple[Place, CodeType]]:
    """Every code object below, by its name, its line and which one of that name on that line it is."""
    met: Counter[tuple[str, int]] = Counter()
    stack = [code]
    while stack:
        each = stack.pop()
        key = (each.co_name, each.co_firstlineno)
        yield (*key, met[key]), each
        met[key] += 1
        stack += [c for c in reversed(each.co_consts) if isinstance(c, CodeType)]


def _body(code: CodeType) -> tuple[object, ...]:
    """What a code object does itself, apart from the ones that stand in it."""
    consts = [c for c in code.co_consts if not isinstance(c, CodeType)]
    return code.co_code, repr(consts), code.co_names, code.co_varnames, code.co_freevars


def _functions(path: str) -> list[tuple[FunctionType, Place]]:
    """The functions of the file that are alive, each taken for the first of its name on its line."""
    found = [f for f in gc.get_objects() if isinstance(f, FunctionType) and f.__code__.co_filename == path]
    return [(f, (f.__code__.co_name, f.__code__.co_firstlineno, 0)) for f in found]


def _runs(place: Place, codes: dict[Place, CodeType], live: list[tuple[FunctionType, Place]]) -> bool:
    """Whether some function that is alive holds the code, as its own or within it; no doubt about which."""
    if (*place[:2], 1) in codes:
        return False
    held = {id(code) for _, p in live if p in codes for _, code in _codes(codes[p])}
    return id(codes[place]) in held


class Edited(MetaPathFinder):
    """Finds one module, compiled from the edited tree in place of its file."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self.fault.name:
            return None
        place = str(ROOT / self.fault.path)
        return spec_from_file_location(fullname, place, loader=Compiled(fullname, place, self.fault.module))


class Compiled(SourceFileLoader):
    def __init__(self, fullname: str, path: str, tree: object) -> None:
        super().__init__(fullname, path)
        self.tree = tree

    def get_code(self, fullname: str) -> CodeType:
        code: CodeType = compile(self.tree, self.path, "exec")  # type: ignore[call-overload]
        return code


def forget() -> None:
    """What is our own, tests included, is no longer loaded, so that it will be imported anew."""
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", None)).startswith(str(ROOT)):
            del sys.modules[name]


def put_in(fault: Fault) -> None:
    if not replaced(fault):
        sys.meta_path.insert(0, Edited(fault))
        forget()
