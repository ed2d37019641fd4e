r"""The side that a limit comes from: 0^+, 0^{-}, 0+, x \downarrow 0."""

from __future__ import annotations

from collections.abc import Sequence

from derive.read.tokens import Token

SIDES = {"downarrow": "+", "searrow": "+", "uparrow": "-", "nearrow": "-"}
SIDE_WORDS = {"right": "+", "left": "-"}
_ENDINGS = (("^", "{", "", "}"), ("^", ""), ("",))


def from_one_side(arrow: Token, target: Sequence[Token]) -> tuple[Sequence[Token], str]:
    """The point without its sign, and + or - where the limit is from the right or the left."""
    texts = [t.text for t in target]
    for ending in _ENDINGS:
        last, at = texts[-len(ending) :], ending.index("")
        if len(texts) > len(ending) and last[at] in ("+", "-"):
            sign, last[at] = last[at], ""
            if tuple(last) == ending:
                return target[: -len(ending)], sign
    return target, SIDES.get(arrow.text, "")
