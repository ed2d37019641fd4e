"""What a run is laid out for, and how much it may cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import lcm
from random import Random
from typing import Any

from derive.engine.kernel.unfold import Reject, exact
from derive.expressions.expr import Expr, kinds, postorder

MOST_WORK = 3_000_000
RANDOM = Random(0)  # seeded by each seal, so that a verdict does not change from run to run
ROOTS, WAVES = kinds("sqrt", "pow"), kinds("sin", "cos", "tan")
HALF = Fraction(1, 2)


class Restart(Exception):
    """The plan was changed."""


@dataclass
class Plan:
    """What a run is laid out for; a run that finds it too small raises Restart."""

    groups: int = 4
    lattice: int = 1
    roots: int = 1
    turns: int = 2
    trig: bool = False
    thorough: bool = False
    attempt: int = 0
    small: list[int] = field(default_factory=list)  # primes that need a root
    rooted: dict[Expr, int] = field(default_factory=dict)  # letters that need one, with their signs

    @classmethod
    def of(cls, *trees: Expr) -> Plan:
        """As the roots and waves in the trees let one expect."""
        roots, rooted = 1, dict[Expr, None]()
        bits = 0
        for tree in trees:
            bits |= tree.kinds
        for e in postorder(*trees) if bits & ROOTS else ():
            q = HALF if e.head == "sqrt" else exact(e.args[1]) if e.head == "pow" else None
            if q is not None and q.denominator > 1:
                roots = lcm(roots, q.denominator)
                rooted.setdefault(e.args[0])
        return cls(groups=4 << min(len(rooted), 3), roots=min(roots, 64), trig=bool(bits & WAVES))

    def thorougher(self) -> Plan:
        """Relations between factors are looked for."""
        return replace(self, thorough=True, groups=max(self.groups, 8), attempt=0)

    def plainer(self) -> Plan:
        """For what the sides ask for: often this is seen without relations between factors."""
        return replace(self, rooted={}, thorough=False)

    def change(self, **new: Any) -> None:
        for name, value in new.items():
            setattr(self, name, value)
        if max(self.groups, self.lattice, self.roots, self.turns) > 6000 or self.attempt > 12:
            raise Reject("the certificate needs more points, roots or finer lattices than are tried")
        raise Restart


class Work:
    """How many residues one re-check may still compute."""

    left = MOST_WORK

    @classmethod
    def begin(cls, seed: str) -> None:
        cls.left = MOST_WORK
        RANDOM.seed(seed)

    @classmethod
    def spend(cls, count: int) -> None:
        cls.left -= count
        if cls.left < 0:
            raise Reject("the re-check is over the kernel's budget")


def gathered(certificate: Mapping[str, Any]) -> list[Any]:
    """The factors named anywhere in a certificate."""
    found = list(certificate.get("factors", ()))
    for cell in certificate.get("cells", ()):
        found += gathered(cell["certificate"])
    return found
