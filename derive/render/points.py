"""A point as a reader wants it: what is not zero, then that all other values are."""

from __future__ import annotations

from collections.abc import Mapping

MANY = 3  # zeros that are better said together
OTHERS = "all others 0"


def told_apart(point: Mapping[str, str]) -> tuple[dict[str, str], bool]:
    """The coordinates to be said one by one, and whether the rest is 0."""
    zeros = [name for name, value in point.items() if value == "0"]
    if len(zeros) <= MANY or len(zeros) == len(point):
        return dict(point), False
    return {name: value for name, value in point.items() if value != "0"}, True


def point_text(point: Mapping[str, str]) -> str:
    """`x = 1/2, y = 0`; with many zeros `w_11 = 1, all others 0`."""
    shown, others = told_apart(point)
    parts = [f"{name} = {value}" for name, value in shown.items()]
    return ", ".join([*parts, OTHERS] if others else parts)
