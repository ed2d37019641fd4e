"""What stands side by side without a space and is no product, or may be none."""

from __future__ import annotations

from derive.read.cursor import Cursor
from derive.read.tree import Tree


def refuse_glued(p: Cursor, left: Tree) -> None:
    """`J0(x)` and `x0` may be names; `1.5e-3` may be 0.0015, or 1.5 e − 3."""
    token = p.here
    if not p.source.latex or token.gap or left.span[1] != token.start:
        return
    if token.kind == "number" and left.kind == "letter" and not left.parts:
        applied = p.ahead.text == "(" and not p.ahead.gap
        if applied or (token.text[0] == "0" and "." not in token.text):
            written = p.source.text[left.span[0] : token.end]
            hint = f"write {left.text}_{{{token.text}}}, or \\operatorname{{{written}}} for a function"
            p.refuse((left.span[0], token.end), f"{written!r} may be one name, or a product", hint)
    if token.text == "e" and left.kind == "number" and _exponent_follows(p):
        message = f"'{left.text}e…' may be a power of ten, or a multiple of the number e"
        p.refuse((left.span[0], token.end), message, f"write {left.text} \\cdot 10^{{…}}")


def _exponent_follows(p: Cursor) -> bool:
    """`e5`, `e-3`: behind e, without a space, a number."""
    sign, digits = p.ahead, p.ahead
    if sign.text in ("-", "+"):
        digits = p.tokens[p.at + 2] if p.at + 2 < len(p.tokens) else sign
    return digits.kind == "number" and not sign.gap and not digits.gap


def refuse_mixed(p: Cursor, left: Tree, right: Tree, *, ends: bool) -> None:
    r"""`3\frac{1}{2}` alone may be three and a half; before a factor it is a product."""
    if not (left.kind == "number" and left.text.isdigit() and right.kind == "div"):
        return
    over, under = right.parts
    plain = over.kind == under.kind == "number" and over.text.isdigit() and under.text.isdigit()
    if plain and int(over.text) < int(under.text) and ends:
        message = "this may be a whole number and a fraction, or a product"
        p.refuse((left.span[0], right.span[1]), message, "write \\cdot for a product")
