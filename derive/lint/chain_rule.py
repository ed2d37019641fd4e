r"""Derivatives of a letter that the document does not define, such as a loss L.

∂L/∂c = ∂L/∂h ⊙ … speaks of an L that depends on c through h.  With the letters u that occur in ∂L/∂u on the
other side, L is put as Σ g_u·u to first order: ∂L/∂u becomes a free letter g_u, and ∂L/∂c becomes Σ g_u ∂u/∂c.
"""

from __future__ import annotations

from collections.abc import Iterable

from derive.expressions.build import add, deriv, mul, sym
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import letters, substitute
from derive.notation.context import Context, Letter


def undefined_derivatives(context: Context, *exprs: Expr) -> dict[Expr, list[Expr]]:
    """Letters without a definition that are differentiated by something else, with what they are differentiated by."""
    found: dict[Expr, list[Expr]] = {}
    for each in postorder(*exprs):
        if each.head != "deriv":
            continue
        body, letter = each.args
        if body.head == "sym" and body is not letter and context.definition(body.value) is None:
            found.setdefault(body, [])
            if letter not in found[body]:
                found[body].append(letter)
    return found


def depends(name: str, on: str, context: Context, seen: frozenset[str] = frozenset()) -> bool:
    """Whether `name` is defined in terms of `on`."""
    definition = context.definition(name)
    if definition is None or name in seen:
        return False
    used = letters(definition.right)
    return on in used or any(depends(n, on, context, seen | {name}) for n in used)


def base(letter: Expr) -> str:
    return str(letter.value if letter.head == "sym" else letter.args[0].value)


def through(left: Expr, right: Expr, context: Context) -> tuple[Expr, Expr, Context, str] | None:
    """Both sides with L put as Σ g_u·u; None where the text does not say through what L depends on its letters."""
    sources = undefined_derivatives(context, left, right)
    if not sources:
        return left, right, context, ""
    if len(sources) != 1:
        return None
    (loss, by), = sources.items()
    inner = [u for u in by if occurs_derivative(loss, u, right) and u.head == "sym"]
    outer = [u for u in by if not occurs_derivative(loss, u, right)]
    if not inner or any(u.head != "sym" for u in outer):
        return None
    if any(depends(base(u), base(v), context) for u in inner for v in inner if u is not v):
        return None
    if not all(any(depends(base(u), base(c), context) for u in inner) for c in outer):
        return None
    gradients = {u: sym(f"{loss.value}_by_{base(u)}") for u in inner}
    context = context.with_letters(*(Letter(g.value) for g in gradients.values()))
    mapping = {deriv(loss, u): g for u, g in gradients.items()}
    mapping |= {deriv(loss, c): add(*(mul(g, deriv(u, c)) for u, g in gradients.items())) for c in outer}
    said = f"{loss.value} depends on {_list(map(base, outer))} through {_list(map(base, inner))}"
    return substitute(left, mapping), substitute(right, mapping), context, said if outer else ""


def occurs_derivative(loss: Expr, by: Expr, side: Expr) -> bool:
    wanted = deriv(loss, by)
    return any(e is wanted for e in postorder(side))


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)
