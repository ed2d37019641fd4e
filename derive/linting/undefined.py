"""Refutations that rest on a letter or a function that the document does not define: they are none."""

from __future__ import annotations

from derive.expressions.build import ZERO
from derive.expressions.expr import Expr, kinds, postorder
from derive.expressions.walk import letters
from derive.linting.judged import Judged
from derive.linting.knowledge import is_value
from derive.notation.context import Context
from derive.records.statement import Statement


def unless_undefined(judged: Judged, statement: Statement, document: Context) -> Judged:
    """A refutation that only holds because a function or a value is not defined here is none.

    `document`: what the text itself defines; `statement` may have any line in place of other functions.
    """
    if judged.outcome not in ("refuted", "conditional", "undecided") or judged.code == "D105":
        return judged
    context = statement.context
    sides = [e for e in (statement.left, statement.right, *_behind(statement)) if e.kinds & kinds("call")]
    for each in postorder(*sides):
        if each.head == "call" and context.definition(str(each.args[0].value)) is None:
            name = each.args[0].value or "applied here"
            return Judged("not checkable", "D402", f"the function {name} is not defined in the document")
    if judged.outcome == "undecided":
        return judged
    alone = _lone_functions(statement, document)
    if alone:
        reason = f"the function {', '.join(alone)}: on one side only, and not defined in the document"
        return Judged("not checkable", "D402", reason)
    apart = _independent(statement)
    if apart:
        return Judged("not checkable", "D402", apart)
    lone = one_sided(statement)
    if lone and judged.code not in ("D103", "D104"):
        shown = ", ".join(n.removesuffix("_each") for n in lone)
        reason = f"{shown}: on one side only, and not defined in the document"
        return Judged("not checkable", "D402", reason)
    unknown = [
        n for n in letters(statement.left) if context.definition(n) is None and context.role(n) != "size"
    ]
    if unknown and statement.relation == "eq" and is_value(statement.right) and _arithmetic(statement.left):
        return Judged("not checkable", "D402", f"{', '.join(unknown)}: no value is given in the document")
    return judged


def _behind(statement: Statement) -> list[Expr]:
    """The right sides of the definitions that a statement stands on."""
    context = statement.context
    found = _reached(statement.left, context) | _reached(statement.right, context)
    names = [*letters(statement.left), *letters(statement.right), *sorted(found)]
    return [d.right for n in dict.fromkeys(names) if (d := context.definition(n)) is not None]


def _independent(statement: Statement) -> str:
    """∂J/∂θ where nothing in the document says how J depends on θ: it is not meant to be 0."""
    context = statement.context
    constant = _said_to_be_zero(statement)
    for each in postorder(statement.left, statement.right):
        if each.head != "deriv" or is_value(statement.right) or each in constant:
            continue
        body, letter = each.args
        name = str((letter if letter.head == "sym" else letter.args[0]).value)
        if name not in letters(body) and name not in _reached(body, context):
            said = f"{body.value} depends" if body.head == "sym" else "this depends"
            return f"how {said} on {name} is not said in the document"
    return ""


def _said_to_be_zero(statement: Statement) -> list[Expr]:
    """∂(2x)/∂y in ∂(2x)/∂y + ∂y⁸/∂y = 0 + 8y⁷: the author takes x for constant."""
    left, right = statement.left, statement.right
    if left.head != "add" or right.head != "add" or len(left.args) != len(right.args):
        return []
    return [a for a, b in zip(left.args, right.args, strict=True) if a.head == "deriv" and b is ZERO]


def one_sided(statement: Statement) -> list[str]:
    """Letters without a definition on one side only: what they stand for may be said elsewhere.

    Differentiation may lose letters, so where there is a derivative only what is new on the right counts.
    """
    context = statement.context
    left, right = letters(statement.left), letters(statement.right)
    if is_value(statement.right) or is_value(statement.left):
        return []
    lone = [n for n in right if n not in left]
    if not any(e.head == "deriv" for e in postorder(statement.left, statement.right)):
        lone += [n for n in left if n not in right]
    reached = _reached(statement.left, context) | _reached(statement.right, context)
    plain = ("scalar", "array", "function")
    return [
        n for n in lone if context.definition(n) is None and context.role(n) in plain and n not in reached
    ]


def _lone_functions(statement: Statement, document: Context) -> list[str]:
    """Functions without a definition that stand on one side only: φ in D(x Φ(x)) = Φ(x) + x φ(x)."""
    left, right = (_applied(side, document) for side in (statement.left, statement.right))
    return [n for n in (*left, *right) if (n in left) != (n in right) and document.definition(n) is None]


def _applied(side: Expr, document: Context) -> dict[str, None]:
    names = sorted(_reached(side, document) | {*letters(side)})
    behind = [d.right for n in names if (d := document.definition(n)) is not None]
    calls = [e for e in postorder(side, *behind) if e.head == "call"]
    return dict.fromkeys(str(e.args[0].value) for e in calls)


def _reached(expr: Expr, context: Context) -> frozenset[str]:
    """The letters that the definitions behind an expression mention."""
    found: dict[str, None] = {}
    stack = list(letters(expr))
    while stack:
        definition = context.definition(stack.pop())
        new = [n for n in letters(definition.right) if n not in found] if definition is not None else []
        found |= dict.fromkeys(new)
        stack += new
    return frozenset(found)


def _arithmetic(expr: Expr) -> bool:
    allowed = ("add", "mul", "neg", "div", "pow", "num", "dec", "sym", "floor", "ceil", "abs")
    return all(e.head in allowed for e in postorder(expr))
