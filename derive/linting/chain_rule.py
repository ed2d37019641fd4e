r"""Derivatives of letters that the document does not define: a loss L, a gate o_t known only by ∂o_t/∂h.

Only first derivatives occur, so an undefined A may be put as a + Σ_u g_u·u with free a and g_u: at any u its
value and its derivatives ∂A/∂u are then arbitrary, and a relation holds for every A iff it holds for these.
u runs over the letters that A is differentiated by, without those that others of them depend on:
in ∂L/∂c = ∂L/∂h ⊙ … the loss depends on c through h.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from derive.expressions.build import ONE, add, entry, fn, fresh_idx, mul, sum_over, sym
from derive.expressions.expr import Expr, kinds, postorder
from derive.expressions.walk import letters, substitute
from derive.notation.context import Context, Definition, Letter
from derive.read.array_letters import SLOPE
from derive.render.naming import letter_latex

DERIVATIVES = kinds("deriv")
FREE = "any value of "


def undefined_derivatives(context: Context, *exprs: Expr) -> dict[str, list[Expr]]:
    """Letters without a definition that are differentiated, with what they are differentiated by."""
    found: dict[str, list[Expr]] = {}
    if not any(e.kinds & DERIVATIVES for e in exprs):
        return found
    for each in postorder(*exprs):
        if each.head != "deriv":
            continue
        body, letter = each.args
        if body.head == "sym" and base(letter) != body.value and context.definition(body.value) is None:
            by = found.setdefault(body.value, [])
            if letter not in by:
                by.append(letter)
    return found


def slopes(exprs: Iterable[Expr]) -> list[Expr]:
    """The derivatives and gradients in expressions."""
    return [e for e in postorder(*exprs) if e.head in ("deriv", "gradient")]


def varied_by(exprs: Iterable[Expr]) -> list[str]:
    """The letters that something is differentiated by."""
    return [base(a) for e in slopes(exprs) for a in e.args[1:] if a.head in ("sym", "entry")]


def depends(name: str, on: str, context: Context, seen: frozenset[str] = frozenset()) -> bool:
    """Whether `name` is defined in terms of `on`."""
    definition = context.definition(name)
    if definition is None or name in seen:
        return False
    used = letters(definition.right)
    return on in used or any(depends(n, on, context, seen | {name}) for n in used)


def base(letter: Expr) -> str:
    return str(letter.value if letter.head == "sym" else letter.args[0].value)


def through(left: Expr, right: Expr, context: Context) -> tuple[Context, str] | None:
    """The context with the undefined letters put to first order, and what that supposes; else None."""
    sources = undefined_derivatives(context, left, right)
    said: list[str] = []
    for name in _innermost_first(sources):
        found = _to_first_order(name, sources[name], left, right, context)
        if found is None:
            return None
        context, sentence = found
        said += [sentence] if sentence else []
    if not all(_speaks(name, side, context) for name in sources for side in (left, right)):
        return None
    return context, "; ".join(said)


def sloped_once(context: Context, left: Expr, right: Expr) -> str:
    """A letter without a definition that only one side differentiates: h in ∂h/∂u = W h."""
    for one, other in ((left, right), (right, left)):
        told = {n for e in slopes((other,)) for n in letters(e.args[0])}
        for name in undefined_derivatives(context, one):
            if name not in told and not any(depends(n, name, context) for n in told):
                return name
    return ""


def folded(context: Context, *exprs: Expr) -> Context:
    """In ∂y/∂u with u := x² and y := sin(x²), y is sin(u)."""
    if not any(e.kinds & DERIVATIVES for e in exprs):
        return context
    for each in postorder(*exprs):
        if each.head != "deriv" or any(a.head != "sym" for a in each.args):
            continue
        y, u = (context.definition(a.value) for a in each.args)
        if y is None or u is None or depends(y.name, u.name, context):
            continue
        right = substitute(y.right, {u.right: u.left})
        if right is not y.right and set(letters(right)) & set(letters(u.right)):
            continue  # what is left depends on u too
        definitions = tuple(Definition(d.left, right) if d is y else d for d in context.definitions)
        context = replace(context, definitions=definitions)
    return context


def to_first_order(context: Context, *exprs: Expr) -> Context:
    """A function without a definition, used at one place x only, as a + b·x: value and slope are free."""
    if not any(e.kinds & DERIVATIVES for e in exprs):
        return context
    calls: dict[str, list[Expr]] = {}
    own = {d.left.args[1]: d for d in context.definitions if d.left.head == "call"}
    for each in postorder(*exprs, *(d.right for d in context.definitions)):
        if each.args[1:] and each.args[1] in own:
            continue
        if each.head == "call" and len(each.args) == 2 and each.args[0].head == "sym":
            calls.setdefault(each.args[0].value, []).append(each.args[1])
    derivatives = [e for e in postorder(*exprs) if e.head == "deriv"]
    nested = any(x.head == "deriv" for e in derivatives for x in postorder(e.args[0]))
    for name, places in calls.items():
        alone = len(set(places)) == 1 and places[0].head == "sym"
        if derivatives and not nested and alone and context.definition(name) is None:
            value, slope, t = sym(f"{name}_0"), sym(f"{name}_1"), sym("t")
            line = Definition(fn("call", sym(name), t), add(value, mul(slope, t)))
            at = letter_latex(places[0].value, context)
            said = {"": value, "'": slope}
            new = (
                Letter(
                    letter.value,
                    latex=f"{letter_latex(name, context)}{mark}({at})",
                    meaning=f"{FREE}{name}{mark}({places[0].value})",
                )
                for mark, letter in said.items()
            )
            context = context.with_letters(*new).with_definitions(line)
    return context


def _innermost_first(sources: dict[str, list[Expr]]) -> list[str]:
    """A letter after those that it is differentiated by."""
    ordered: list[str] = []
    while len(ordered) < len(sources):
        ready = [
            n
            for n, by in sources.items()
            if n not in ordered and all(base(u) not in sources or base(u) in ordered for u in by)
        ]
        if not ready:
            return list(sources)
        ordered += ready
    return ordered


def _to_first_order(
    name: str, by: list[Expr], left: Expr, right: Expr, context: Context
) -> tuple[Context, str] | None:
    bases = list(dict.fromkeys(map(base, by)))
    outer = [c for c in bases if any(depends(u, c, context) for u in bases if u != c)]
    inner = [u for u in bases if u not in outer]
    nested = any(depends(u, v, context) for u in outer for v in outer if u != v)
    if nested:
        return None
    sides = [{base(u) for u in by if _differentiated(name, base(u), s)} for s in (left, right)]
    if not outer and all(sides) and not sides[0] & sides[1]:
        return None
    if outer and any(
        _differentiated(name, u, s) and _differentiated(name, c, s)
        for u in inner
        for c in outer
        for s in (left, right)
    ):
        return None
    terms: list[Expr] = [sym(f"{name}_0")]
    shown = letter_latex(name, context)
    new = [Letter(f"{name}_0", latex=shown, meaning=f"{FREE}{name}")]
    for u in inner:
        letter = context.letters.get(u, Letter(u))
        slope = f"d{name}_by_{u}"
        printed = f"\\frac{{\\partial {shown}}}{{\\partial {letter_latex(u, context)}}}"
        new.append(Letter(slope, role=letter.role, axes=letter.axes, latex=printed, meaning=SLOPE + u))
        terms.append(_weighted(sym(slope), sym(u), letter))
    context = context.with_letters(*new).with_definitions(Definition(sym(name), add(*terms)))
    return context, f"{name} depends on {', '.join(outer)} through {', '.join(inner)}" if outer else ""


def _weighted(slope: Expr, u: Expr, letter: Letter) -> Expr:
    """g·u, summed over the places of an array."""
    if not letter.axes:
        return mul(slope, u)
    places = [fresh_idx("ijklmq"[k % 6]) for k in range(len(letter.axes))]
    total = mul(entry(slope, *places), entry(u, *places))
    for place, size in zip(places, letter.axes, strict=True):
        total = sum_over(total, place, ONE, size)
    return total


def _speaks(name: str, side: Expr, context: Context) -> bool:
    """Whether a side says something about the letter: itself, or a letter that is defined by it."""
    used = letters(side)
    return name in used or any(depends(n, name, context) for n in used)


def _differentiated(name: str, by: str, side: Expr) -> bool:
    return any(
        e.head == "deriv" and e.args[0] is sym(name) and base(e.args[1]) == by for e in postorder(side)
    )
