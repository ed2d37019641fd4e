"""What a text supposes rather than claims: a condition on its data, an equation that it goes on to solve."""

from __future__ import annotations

import re

from derive.expressions.build import ZERO
from derive.expressions.expr import Expr, postorder
from derive.linting.blocks import Block
from derive.linting.drafts import BOUNDS, Draft
from derive.notation.context import Context

CONSTANTS = frozenset({"num", "dec", "const", "sym"})
_ARROW = re.compile(
    r"[\s,.;]*\\(?:Rightarrow|implies|Longrightarrow|iff|Leftrightarrow|therefore|rightarrow|to)\b"
)
_SOLVING = re.compile(
    r"\b(?:set|sets|setting|solve|solving|vanish(?:es)?|stationary|optimum|minimum|zero|at 0|to 0|"
    r"closed[- ]form)\b"
)

_SLOPE = re.compile(r"\\nabla|\\partial|\\frac\{?d|\\dot\b|'")
_IS_SLOPE = re.compile(r"[\s&]*(?:\\nabla|\\partial|\\d?frac\s*\{\s*(?:\\partial|d|\\mathrm\{d\}))\b")
_HENCE = re.compile(r"\b(?:so that|so|hence|thus|therefore|gives?|yields?|we (?:get|obtain|find)|then)\W*$")
_SOLVED = re.compile(r"\s*\\?[A-Za-z]+(?:_\w|_\{\w+\}|\^\*|\^\{\*\})*\s*=")


def speaks_of_solving(block: Block) -> bool:
    """`setting the derivative to 0`, before a block or in it."""
    return _SOLVING.search(f"{block.before} {block.text.text}".lower()) is not None


def says_of_data(draft: Draft, left: Expr, right: Expr, context: Context) -> bool:
    """`Let … with Σ y_i = 1`, `Let S be symmetric, S^T = S`: of letters that are not defined."""
    block = draft.block
    if len(draft.relations) == 1 and _is_symmetry(left, right):
        letter = left if left.head == "sym" else right
        return context.definition(letter.value) is None
    if len(draft.relations) != 1 or draft.led or not (block.supposing or block.role == "definition"):
        return False
    if not block.supposing and (right.head not in CONSTANTS or draft.relations != ("eq",)):
        return False
    if left.head == "deriv" or (left.head in ("sym", "entry", "call") and not block.supposing):
        return False
    parts = list(postorder(left, right))
    defined = any(e.head == "sym" and context.definition(e.value) is not None for e in parts)
    return not defined and all(e.head != "deriv" for e in parts) and any(e.head == "sym" for e in parts)


def _is_symmetry(left: Expr, right: Expr) -> bool:
    """S = Sᵀ: said of data, and a claim only where S is defined."""
    one, other = (left, right) if left.head == "sym" else (right, left)
    return one.head == "sym" and other.head == "transpose" and other.args[0] is one


def is_bound(draft: Draft, left: Expr, right: Expr, relation: str, context: Context) -> bool:
    """`λ > 0`, `0 < p < 1`: a bound on a letter that is not defined is data, unless it is said to follow."""
    if relation not in BOUNDS or draft.block.role == "consequence" or draft.block.implied:
        return False
    letters = [e for e in (left, right) if e.head == "sym"]
    plain = all(e.head in CONSTANTS for e in (left, right))
    return plain and bool(letters) and all(context.definition(e.value) is None for e in letters)


def is_to_be_solved(draft: Draft, link: int, right: Expr, following: Block | None) -> bool:
    r"""`∇J = … = 0 \Rightarrow w = …`, "setting the derivative to zero": the last side of a chain is 0.

    So is `∇J = … = 0, so that w = …`: a slope that is 0, and then a letter that is solved for; and a slope
    that has been computed before it is put to 0.
    """
    if right is not ZERO or link != len(draft.relations) - 1 or draft.relations[link] != "eq":
        return False
    end, start = draft.sides[-1].span()[1], draft.block.text.span()[0]
    behind = draft.block.text.text[max(end - start, 0) :]
    if _ARROW.match(behind) or _SOLVING.search(draft.block.before.lower()):
        return True
    first = (draft.first or draft.sides[0]).text
    if len(draft.relations) > 1 and _IS_SLOPE.match(first):
        return True
    slope = _SLOPE.search(first)
    if slope is None or following is None or following.section != draft.block.section:
        return False
    return bool(_HENCE.search(following.before.lower())) and bool(_SOLVED.match(following.text.text))
