r"""What a page says of its layout: where the entries of ∂y/∂x stand, with y or x a vector or a matrix."""

from __future__ import annotations

from derive.expressions.expr import Expr, free_indices
from derive.notation.style import Style
from derive.records.step import Derivation
from derive.writeups.printing import Printer

NAMES = {"numerator": "Numerator layout: ", "denominator": "Denominator layout: "}


def conventions(derivation: Derivation | None, printer: Printer) -> tuple[str, ...]:
    """A sentence, where an entry is derived of a derivative that is a vector or a matrix."""
    start = derivation.start if derivation is not None else None
    if start is None or start.head != "deriv" or start.args[0].head == "deriv":
        return ()
    over, by = (_places(side, printer) for side in start.args[:2])
    if over is None or by is None:
        return ()
    style, letter = printer.functions.style, start.args[0].head == "sym"
    said = _said(start, over, by, style.turns(len(over), len(by), letter=letter), printer)
    return (_headed(said, style, nabla=style.nabla and letter),) if said else ()


def _headed(said: str, style: Style, *, nabla: bool) -> str:
    """The sentence under the name of the layout; ∇ has the same shape in each of them."""
    name = "" if nabla else NAMES.get(style.layout, "")
    return f"{name}the {said}" if name else f"The {said}"


def _places(side: Expr, printer: Printer) -> tuple[str, ...] | None:
    """The index letters that an entry is taken at, () of a number; None where they are not each a letter."""
    if side.head != "entry":
        known = printer.context.letters.get(str(side.value)) if side.head == "sym" else None
        return None if free_indices(side) or (known is not None and known.axes) else ()
    if any(place.head != "idx" for place in side.args[1:]) or len(set(side.args)) < len(side.args):
        return None
    whole = side.args[0]
    if free_indices(whole):
        return None
    known = printer.context.letters.get(str(whole.value)) if whole.head == "sym" else None
    if known is not None and len(known.axes) != len(side.args) - 1:
        return None
    return tuple(maths(place, printer) for place in side.args[1:])


def maths(expr: Expr, printer: Printer) -> str:
    return rf"\({printer.formula(expr).latex}\)"


def _said(start: Expr, over: tuple[str, ...], by: tuple[str, ...], turned: bool, printer: Printer) -> str:
    body, letter = start.args[0], maths(start.args[1], printer)
    ranks = len(over), len(by)
    if ranks == (0, 1):
        whole = maths(start.args[1].args[0], printer)
        if turned:
            return f"gradient is a row, with the derivative by {letter} in column {by[0]}."
        return f"gradient is a column, as {whole} is, with the derivative by {letter} in row {by[0]}."
    if ranks == (0, 2):
        whole = printer.formula(start.args[1].args[0]).latex
        whole = rf"\({whole}^{printer.functions.style.transpose}\)" if turned else rf"\({whole}\)"
        row, column = reversed(by) if turned else by
        return f"gradient has the shape of {whole}: row {row}, column {column} is the derivative by {letter}."
    if ranks == (1, 1):
        of = maths(body, printer) if body.args[0].head == "sym" else f"entry {over[0]}"
        row, column = (by[0], over[0]) if turned else (over[0], by[0])
        return f"Jacobian has the derivative of {of} by {letter} in row {row}, column {column}."
    if ranks == (1, 0):
        return f"derivative by {letter} is a {'row' if turned else 'column'}."
    return ""
