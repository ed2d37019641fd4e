"""Vectors in echelon form modulo p: what is no combination of them."""

from __future__ import annotations

from collections.abc import Sequence

from derive.engine.kernel.primes import Vector, inverted

MANY = 8  # vectors, for which it pays to keep an echelon form


class Span:
    """Vectors in reduced echelon form over some rows modulo p: tells what is no combination of them at the
    price of a few products."""

    def __init__(self, p: int, rows: Sequence[int]) -> None:
        self.p, self.rows = p, rows
        self.met: set[int] = set()  # the vectors by their identity
        self.pivots: dict[int, Vector] = {}
        self.free = list(range(len(rows)))

    def add(self, v: Vector) -> None:
        self.met.add(id(v))
        p, x = self.p, [v[k] for k in self.rows]
        for pivot, w in self.pivots.items():
            if c := x[pivot]:
                x = [(a - c * b) % p for a, b in zip(x, w, strict=True)]
        lead = next((k for k in self.free if x[k]), None)
        if lead is None:
            return
        c = inverted(x[lead], p)
        x = [a * c % p for a in x]
        for pivot, w in self.pivots.items():
            if c := w[lead]:
                self.pivots[pivot] = [(a - c * b) % p for a, b in zip(w, x, strict=True)]
        self.pivots[lead] = x
        self.free.remove(lead)

    def excludes(self, v: Vector) -> bool:
        """Whether v is certainly no combination, by two further rows."""
        at = [(v[self.rows[pivot]], w) for pivot, w in self.pivots.items()]
        return any((v[self.rows[k]] - sum(c * w[k] for c, w in at)) % self.p for k in self.free[:2])
