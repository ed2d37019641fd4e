"""Letters of a text of the user's own that no one declared, with the shapes that the text needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from derive.errors import DeriveError, ReadError
from derive.notation.context import Context, Letter
from derive.notation.functions import FunctionTable
from derive.read.formula import read_formula
from derive.read.grammar import GREEK
from derive.read.infer_shapes import inferred
from derive.read.sizes import NoShapes, NotInferred

_MARKS = re.compile(
    r"\.T\b|@|\^\s*\{?\s*(?:T|\\top|\\intercal|\\mathsf|-\s*T)|\\[|]|\\lVert|\\Vert|"
    r"\\odot|\b(?:norm|tr|Tr|trace|det|inv|logdet|pinv|diag)\b|"
    r"softmax\}?\s*\([^()]*\)(?!\s*[_\[])"  # of a whole array, no place taken
)
_RAISED_T = re.compile(r"\^\s*\{?\s*T")  # in plain maths too, a transpose where it can be one


def shaped_by_use(
    context: Context, texts: Sequence[str], functions: FunctionTable, syntax: str = "auto"
) -> Context:
    r"""The context with the arrays of `texts` (one expression, or both sides of an equation).

    `\|X W - Y\|_F^2`: X is m × n, W is n × p, Y is m × p. The context as it is where no whole array stands
    in the texts, or where they are not read. Raises DeriveError where the shapes do not fit or stay open.
    """
    if not any(_MARKS.search(text) for text in texts):
        return context
    if syntax == "auto" and any(_RAISED_T.search(text) for text in texts):
        syntax = "latex"
    try:
        formula = read_formula(" = ".join(texts), context, functions, syntax=syntax)
    except ReadError:
        return context
    if len(formula.chains) != 1 or formula.refused:
        return context
    sides = [side.expr for side in formula.chains[0].sides]
    try:
        shaped = inferred(formula.context, list(zip(sides, sides[1:] or sides, strict=False)))
    except (NoShapes, NotInferred) as error:
        raise DeriveError(
            f"the shapes of the letters do not follow from the text: {error.message}",
            hint='say them: --shape "W: m,n" (in Python, shapes={"W": "m,n"})',
        ) from None
    arrays = [x for n, x in shaped.letters.items() if x.axes and n not in context.letters]
    if any(x.name == "I" for x in arrays):
        hint = 'write I_n beside matrices that are declared, or declare it: --shape "I: n,n"'
        raise DeriveError("'I' may be the unit matrix or a letter", hint=hint)
    _refuse_words(arrays, texts)
    used = {part.value for x in arrays for size in x.axes for part in (size, *size.args)}
    sizes = [x for n, x in shaped.letters.items() if n in used and n not in context.letters]
    if not arrays:
        return context
    return context.with_letters(*(replace(x, role="size") for x in sizes), *arrays)


def _refuse_words(arrays: Sequence[Letter], texts: Sequence[str]) -> None:
    r"""`\operatorname{tr}(ABC)`: one letter, or three side by side."""
    for name in (x.name for x in arrays):
        plain = name.isascii() and name.isalpha() and len(name) > 1 and name not in GREEK
        if plain and any(re.search(rf"(?<![A-Za-z{{\\]){name}(?![A-Za-z}}])", text) for text in texts):
            hint = f"write the product with spaces, {' '.join(name)}, or declare {name}"
            raise DeriveError(f"{name!r} may be one letter or a product of letters", hint=hint)
