"""A reader's own notation, from a TOML file.

[letters]            how a letter of the library is printed:   z = "a"
[functions]          how a function is printed:                sigma = "\\\\operatorname{sigm}"
[read]               how a text is read before anything else:  "\\\\act" = "\\\\sigma"
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path

from derive.errors import LibraryError
from derive.notation.context import Context
from derive.notation.functions import Function, FunctionTable
from derive.registry.claims import CompiledClaim, PrintedLink
from derive.registry.notation import respell

tomllib = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")

TABLES = ("letters", "functions", "read")


@dataclass(frozen=True)
class Preferences:
    letters: Mapping[str, str] = field(default_factory=dict)
    functions: Mapping[str, str] = field(default_factory=dict)
    read: Mapping[str, str] = field(default_factory=dict)

    def respelled(self, text: str) -> str:
        """The text as the reader is given it."""
        return respell(text, self.read).text if self.read else text

    def context(self, context: Context) -> Context:
        """The context with its letters printed as preferred."""
        own = [replace(x, latex=self.letters[n]) for n, x in context.letters.items() if n in self.letters]
        return context.with_letters(*own) if own else context

    def claim(self, claim: CompiledClaim) -> CompiledClaim:
        """The claim with its letters printed as preferred."""
        if not self.letters:
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
        if not self.functions:
            return functions
        return FunctionTable({name: self._function(functions[name]) for name in functions})

    def _function(self, known: Function) -> Function:
        latex = self.functions.get(known.name)
        if latex is None:
            return known
        return replace(known, latex=latex, latex_aliases=(*known.latex_aliases, known.latex))


NONE = Preferences()


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
    return Preferences(**{name: tables.get(name, {}) for name in TABLES})
