"""The letters of a write-up, each with what it ranges over, in symbols and in words."""

from __future__ import annotations

from collections.abc import Sequence

from derive.expressions.build import sym
from derive.expressions.expr import Expr, postorder
from derive.notation.context import Context, Letter
from derive.records.step import Derivation
from derive.render.formula import Formula
from derive.writeups.document import JudgedForm, LetterNote
from derive.writeups.printing import Printer


def letter_notes(
    context: Context, derivation: Derivation | None, forms: Sequence[JudgedForm], printer: Printer
) -> tuple[LetterNote, ...]:
    """The letters that occur, but for those that a definition introduces without a word; indices last."""
    used = _occurring(context, derivation, forms)
    known = [letter for letter in context.letters.values() if letter.name in used]
    return (
        *(
            _letter_note(letter, printer)
            for letter in known
            if letter.role != "index" and (letter.meaning or context.definition(letter.name) is None)
        ),
        *_index_notes([letter for letter in known if letter.role == "index"], printer),
    )


def _occurring(
    context: Context, derivation: Derivation | None, forms: Sequence[JudgedForm]
) -> frozenset[str]:
    """The names of the letters of what a reader sees."""
    roots = [*context.assumptions, *(side for d in context.definitions for side in (d.left, d.right))]
    if derivation is not None:
        roots += [derivation.start, *(step.after for step in derivation.steps)]
    statements = (link.statement for form in forms for link in form.links)
    roots += [side for s in statements if s is not None for side in (s.left, s.right)]
    names = [name for e in postorder(*roots) if (name := _name(e))]
    axes = [axis for name in names if name in context.letters for axis in context.letters[name].axes]
    return frozenset({*names, *(e.value for e in postorder(*axes) if e.head == "sym")})


def _name(expr: Expr) -> str:
    """The name of a letter or of a free index; "" of a bound one and of all else."""
    if expr.head == "idx":
        return "" if expr.value.uid else str(expr.value.name)
    return str(expr.value) if expr.head == "sym" else ""


def _letter_note(letter: Letter, printer: Printer) -> LetterNote:
    """`z ∈ ℝⁿ`: "the scores", "a vector with n entries"."""
    shown = printer.formula(sym(letter.name))
    if letter.role in _KINDS:
        return LetterNote(shown, _KINDS[letter.role], letter.meaning)
    sizes = [printer.formula(axis) for axis in letter.axes]
    return LetterNote(_member(shown, letter.role, sizes), _kind(letter, sizes), letter.meaning)


def _kind(letter: Letter, sizes: Sequence[Formula]) -> str:
    r"""A vector with \(n\) entries; of a number that has a meaning, nothing."""
    shown = [rf"\({size.latex}\)" for size in sizes]
    if len(shown) == 1:
        return f"a vector with {shown[0]} entries"
    if len(shown) == 2:
        return f"a matrix with {shown[0]} rows and {shown[1]} columns"
    if shown:
        return f"an array of {' by '.join(shown)} numbers"
    return "" if letter.meaning else _NUMBERS.get(letter.role, "")


def _index_notes(indices: Sequence[Letter], printer: Printer) -> tuple[LetterNote, ...]:
    r"""`i, k`: "from 1 to \(n\)"; letters of the same range and meaning together."""
    ranges: dict[tuple[Expr | None, Expr | None, str], list[Letter]] = {}
    for letter in indices:
        ranges.setdefault((letter.lo, letter.hi, letter.meaning), []).append(letter)
    return tuple(_index_note(each, printer) for each in ranges.values())


def _index_note(letters: Sequence[Letter], printer: Printer) -> LetterNote:
    shown = [printer.formula(sym(letter.name)) for letter in letters]
    names = Formula(", ".join(f.latex for f in shown), ", ".join(f.plain for f in shown))
    lo, hi = letters[0].lo, letters[0].hi
    noun = "an index" if len(letters) == 1 else "indices"
    if lo is None or hi is None:
        return LetterNote(names, noun, letters[0].meaning)
    ends = rf"from \({printer.formula(lo).latex}\) to \({printer.formula(hi).latex}\)"
    return LetterNote(names, f"{noun} {ends}", letters[0].meaning)


def _member(letter: Formula, role: str, sizes: Sequence[Formula]) -> Formula:
    r"""`x \in \mathbb{R}`, `k \in \mathbb{Z}`, `W \in \mathbb{R}^{m \times n}`."""
    field = "Z" if role == "integer" else "R"
    several = len(sizes) > 1
    raised = r" \times ".join(_factor(size.latex, several) for size in sizes)
    plain = " × ".join(_factor(size.plain, several) for size in sizes)
    return Formula(
        rf"{letter.latex} \in \mathbb{{{field}}}" + (f"^{{{raised}}}" if raised else ""),
        f"{letter.plain} ∈ {'ℤ' if role == 'integer' else 'ℝ'}" + (f"^({plain})" if plain else ""),
    )


def _factor(size: str, several: bool) -> str:
    """A size as a factor of m × n: a sum in parentheses."""
    return f"({size})" if several and ("+" in size or "-" in size) else size


_KINDS = {"size": "an integer, at least 1", "function": "a function", "array": "an array"}
_KINDS |= {"sequence": "a sequence of numbers", "imaginary": "the imaginary unit"}
_NUMBERS = {"scalar": "a real number", "integer": "an integer"}
