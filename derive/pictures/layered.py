"""Where the nodes of a graph stand: in layers along the arrows, ordered so that few arrows cross."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

Edge = tuple[str, str]
SWEEPS = 8


def layers_of(nodes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int] | None:
    """The layer of each node: past everything it is computed from, inputs just before their first use.

    None where the arrows run in a circle.
    """
    before = {n: [a for a, b in edges if b == n] for n in nodes}
    after = {n: [b for a, b in edges if a == n] for n in nodes}
    layer = dict.fromkeys(nodes, 0)
    for _ in nodes:
        found = {n: max((layer[a] + 1 for a in before[n]), default=0) for n in nodes}
        if found == layer:
            break
        layer = found
    else:
        return None if len(nodes) > 1 else layer
    return {n: layer[n] if before[n] else min((layer[b] for b in after[n]), default=1) - 1 for n in nodes}


def with_stations(
    layer: Mapping[str, int], edges: Sequence[Edge]
) -> tuple[list[list[str]], dict[Edge, list[str]]]:
    """The layers with stations for arrows that pass by, and each arrow's way through them."""
    rows: list[list[str]] = [[] for _ in range(max(layer.values(), default=0) + 1)]
    for node, place in layer.items():
        rows[place].append(node)
    ways = {}
    for a, b in edges:
        stations = [f"{a}→{b}·{k}" for k in range(layer[a] + 1, layer[b])]
        for k, station in enumerate(stations, start=layer[a] + 1):
            rows[k].append(station)
        ways[a, b] = [a, *stations, b]
    return rows, ways


def ordered(rows: Sequence[Sequence[str]], ways: Mapping[Edge, Sequence[str]]) -> list[list[str]]:
    """Each layer in the order of the mean places of its neighbours (Sugiyama, Tagawa and Toda 1981)."""
    links = [(a, b) for way in ways.values() for a, b in pairwise(way)]
    found = [list(row) for row in rows]
    best, crossed = found, _crossings(found, links)
    for sweep in range(SWEEPS):
        forth = sweep % 2 == 0
        order = range(1, len(found)) if forth else range(len(found) - 2, -1, -1)
        found = [list(row) for row in found]
        for k in order:
            found[k] = _by_means(found[k], found[k - 1 if forth else k + 1], links)
        now = _crossings(found, links)
        if now < crossed:
            best, crossed = found, now
    return best


def _by_means(row: Sequence[str], beside: Sequence[str], links: Sequence[Edge]) -> list[str]:
    place = {node: _level(k, beside) for k, node in enumerate(beside)}
    mean: dict[str, float] = {}
    for k, node in enumerate(row):
        near = [place[b] for a, b in links if a == node and b in place]
        near += [place[a] for a, b in links if b == node and a in place]
        mean[node] = sum(near) / len(near) if near else _level(k, row)
    return sorted(row, key=lambda node: mean[node])


def _level(k: int, row: Sequence[str]) -> float:
    return k - (len(row) - 1) / 2


def _crossings(rows: Sequence[Sequence[str]], links: Sequence[Edge]) -> int:
    """How many pairs of arrows cross between layers."""
    place = {node: (k, n) for k, row in enumerate(rows) for n, node in enumerate(row)}
    ends = [(*place[a], place[b][1]) for a, b in links]
    return sum(
        1
        for n, (layer, a, b) in enumerate(ends)
        for other, c, d in ends[:n]
        if layer == other and (a - c) * (b - d) < 0
    )
