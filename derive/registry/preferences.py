"""A reader's own notation, from a TOML file.

[letters]            how a letter of the library is printed:   z = "a"
[functions]          how a function is printed:                sigma = "\\\\operatorname{sigm}"
[read]               how a text is read before anything else:  "\\\\act" = "\\\\sigma"
[style]              vectors, matrices = "bold" or "plain"; gradient = "nabla" or "partial";
                     hadamard = "\\\\circ"; transpose = "\\\\intercal";
                     layout = "numerator", "denominator" or "mixed": how the entries of ∂y/∂x stand
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path

from derive.errors import LibraryError
from derive.notation.context import EMPTY, Context, Letter
from derive.notation.functions import Function, FunctionTable
from derive.notation.style import LAYOUTS, PLAIN, Style
from derive.registry.claims import CompiledClaim, PrintedLink
from derive.registry.notation import respell
from derive.render.naming import letter_latex
from derive.render.safe_maths import maths_objection

tomllib = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")

TABLES = ("letters", "functions", "read", "style")
PRINTED = ("letters", "functions")
CHOICES = {
    "vectors": ("plain", "bold"),
    "matrices": ("plain", "bold"),
    "gradient": ("partial", "nabla"),
    "layout": LAYOUTS,
}
SIGNS = ("hadamard", "transpose")
RANKS = {1: "vectors", 2: "matrices"}


@dataclass(frozen=True)
class Preferences:
    letters: Mapping[str, str] = field(default_factory=dict)
    functions: Mapping[str, str] = field(default_factory=dict)
    read: Mapping[str, str] = field(default_factory=dict)
    style: Mapping[str, str] = field(default_factory=dict)

    def printing(self) -> Style:
        """How formulas are set."""
        return Style(
            hadamard=self.style.get("hadamard", PLAIN.hadamard),
            transpose=self.style.get("transpose", PLAIN.transpose),
            nabla=self.style.get("gradient") == "nabla",
            layout=self.style.get("layout", PLAIN.layout),
        )

    def respelled(self, text: str) -> str:
        """The text as the reader is given it."""
        return respell(text, self.read).text if self.read else text

    def context(self, context: Context) -> Context:
        """The context with its letters printed as preferred."""
        own = [replace(x, latex=self._latex(x)) for x in context.letters.values()]
        changed = [x for x in own if x.latex != context.letters[x.name].latex]
        return context.with_letters(*changed) if changed else context

    def _latex(self, letter: Letter) -> str | None:
        """As the reader wants this letter; else bold, where arrays of its rank are to be."""
        if letter.name in self.letters:
            return self.letters[letter.name]
        bare = letter_latex(letter.name, EMPTY)
        own = letter.latex not in (None, bare)
        if own or self.style.get(RANKS.get(len(letter.axes), "")) != "bold":
            return letter.latex
        return f"\\mathbf{{{bare}}}" if bare.isalpha() else f"\\boldsymbol{{{bare}}}"

    def claim(self, claim: CompiledClaim) -> CompiledClaim:
        """The claim with its letters printed as preferred."""
        if not self.letters and not self.style:
            return claim
        return replace(
            claim,
            context=self.context(claim.context),
            model=replace(claim.model, context=self.context(claim.model.context)),
            links=tuple(map(self._link, claim.links)),
            ends=self._link(claim.ends) if claim.ends else None,
            meant=tuple(map(self._link, claim.meant)),
        )

    def _link(self, link: PrintedLink) -> PrintedLink:
        statement = link.statement
        return replace(link, statement=replace(statement, context=self.context(statement.context)))

    def table(self, functions: FunctionTable) -> FunctionTable:
        """The functions, printed as preferred and read in that spelling too."""
        known = functions.functions
        if self.functions:
            known = {name: self._function(functions[name]) for name in functions}
        return FunctionTable(known, self.printing())

    def _function(self, known: Function) -> Function:
        latex = self.functions.get(known.name)
        if latex is None:
            return known
        return replace(known, latex=latex, latex_aliases=(*known.latex_aliases, known.latex))


NONE = Preferences()


def check_style(file: Path, key: str, value: str) -> None:
    """LibraryError for a key that there is not, or a value that it does not take."""
    if key not in CHOICES and key not in SIGNS:
        raise LibraryError(
            f"{file}, [style]: there is no {key}", hint=f"keys: {', '.join((*CHOICES, *SIGNS))}"
        )
    if key in CHOICES and value not in CHOICES[key]:
        raise LibraryError(f"{file}, [style]: {key} is {' or '.join(CHOICES[key])}, not {value!r}")
    objection = maths_objection(value) if key in SIGNS else None
    if objection or not value.strip():
        raise LibraryError(f"{file}, [style]: {key} is no sign: {objection or 'it is empty'}")


def read_preferences(file: Path | None) -> Preferences:
    """The preferences in a file. Raises LibraryError naming the file, the table and the key."""
    if file is None:
        return NONE
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LibraryError(f"{file}: this is no TOML: {error}") from None
    for name, table in tables.items():
        if name not in TABLES:
            raise LibraryError(f"{file}: there is no table [{name}]", hint=f"tables: {', '.join(TABLES)}")
        if not isinstance(table, dict):
            raise LibraryError(f"{file}: {name} is a table: [{name}]")
        for key, value in table.items():
            if not isinstance(value, str):
                raise LibraryError(f"{file}, [{name}]: {key} is not a text")
            if name == "style":
                check_style(file, key, value)
            if name in PRINTED and (objection := maths_objection(value)):
                raise LibraryError(f"{file}, [{name}]: {key} is not printed so: {objection}")
    return Preferences(**{name: tables.get(name, {}) for name in TABLES})
