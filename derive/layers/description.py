"""A network's description: layers in order, groups repeated, branches added up or joined.

conv2d filters=10 kernel=5; relu; pool2d kernel=2; flatten; linear nodes=10
L * [conv2d filters=d kernel=3 padding=1 without bias; pool2d kernel=2]; flatten; linear nodes=10
add [conv2d filters=64 kernel=3 padding=1; batchnorm | ]; relu
concat [conv2d filters=16 kernel=1 | pool2d kernel=3 stride=1 padding=1; conv2d filters=8 kernel=1]
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from derive.errors import DeriveError
from derive.layers.names import layer_named
from derive.records.entries import Part
from derive.registry import Registry

DEEPEST = 20
_TIMES = re.compile(
    r"(?P<times>.+?)\s*\*\s*(?P<what>(?:add|concat)?\s*\[.*\]|[A-Za-z][A-Za-z0-9_-]*(?:\s.*)?)$", re.DOTALL
)
_BRANCHES = re.compile(r"(?P<kind>add|concat)\s*\[(?P<inside>.*)\]$", re.DOTALL)
_SETTING = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*)\s*=\s*((?:\([^()]*\)|[^\s,()])+)")
_WITHOUT = re.compile(r"\s+without\s+(?P<names>[A-Za-z_]+(?:\s*,\s*[A-Za-z_]+)*)\s*$")


@dataclass(frozen=True)
class Stack:
    """Layers in order, the whole of them `times` times; none of them: the input as it is."""

    members: tuple[Part | Stack | Branches, ...]
    times: str = "1"


@dataclass(frozen=True)
class Branches:
    """Stacks on the same input; `kind` says what becomes of their outputs.

    add     added up, entry by entry
    concat  the channels of one after those of the other
    """

    kind: str
    branches: tuple[Stack, ...]
    times: str = "1"


Member = Part | Stack | Branches


def read_network(text: str, registry: Registry) -> Stack:
    """A description; layers are separated by `;`. Raises UnknownId, and DeriveError for brackets."""
    pieces = _pieces(text, ";\n")
    if not pieces:
        raise DeriveError("a network has at least one layer")
    return Stack(tuple(_member(piece, registry) for piece in pieces))


def _pieces(text: str, marks: str) -> list[str]:
    """What stands between the marks outside of all brackets."""
    return [p.strip() for p in _parts(text, marks) if p.strip()]


def _parts(text: str, marks: str) -> list[str]:
    parts, depth = [""], 0
    for c in text:
        depth += {"[": 1, "]": -1}.get(c, 0)
        if not 0 <= depth <= DEEPEST:
            raise DeriveError(f"brackets of a description nest up to {DEEPEST} deep", text=text, span=(0, 1))
        if c in marks and depth == 0:
            parts.append("")
        else:
            parts[-1] += c
    if depth:
        raise DeriveError("a bracket of the description is not closed", text=text, span=(0, len(text)))
    return parts


def _member(text: str, registry: Registry) -> Member:
    repeated = _TIMES.match(text)
    times, what = (repeated.group("times"), repeated.group("what")) if repeated else ("1", text)
    if what.startswith("["):
        return Stack(read_network(what[1:-1], registry).members, times)
    branches = _BRANCHES.match(what)
    if branches is not None:
        inside = [_pieces(part, ";\n") for part in _parts(branches.group("inside"), "|")]
        stacks = tuple(Stack(tuple(_member(x, registry) for x in pieces)) for pieces in inside)
        if len(stacks) < 2:
            raise DeriveError(f"{branches.group('kind')} has at least two branches", hint="[… | …]")
        return Branches(branches.group("kind"), stacks, times)
    return _part(what, times, registry)


def _part(text: str, times: str, registry: Registry) -> Part:
    missing = _WITHOUT.search(text)
    told = text[: missing.start()] if missing else text
    without = tuple(re.split(r"\s*,\s*", missing.group("names"))) if missing else ()
    name, _, rest = told.partition(" ")
    layer_named(name, registry)
    settings = ", ".join(f"{k}={v}" for k, v in _SETTING.findall(rest))
    left = _SETTING.sub("", rest).strip(" ,")
    if left:
        raise DeriveError(f"{left!r} in {text!r} is no setting", hint="write name=value")
    return Part(name, settings, times, without)
