"""How much is tried on one statement."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Budget:
    """first_points, some_points, more_points  points tried before and after the normal form, and last
    cells         at most so many cells of signs
    conditional   whether a condition is looked for under which a false statement holds
    depth, fuel   how deep, and from how many other statements altogether, it may be shown
    """

    first_points: int = 4
    some_points: int = 40
    more_points: int = 260
    conditional: bool = True
    cells: int = 64
    depth: int = 4
    fuel: list[int] = field(default_factory=lambda: [48], compare=False)
