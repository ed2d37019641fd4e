"""Models compiled: letters, definitions, assumptions, and the definitions they only restate."""

from __future__ import annotations

import re
from dataclasses import dataclass

from derive.errors import DeriveError
from derive.notation.context import EMPTY, Context
from derive.notation.functions import FunctionTable
from derive.read import read_chain
from derive.records.entries import Model
from derive.records.statement import Statement
from derive.registry.declarations import assume, declare, define
from derive.registry.functions import in_field
from derive.registry.load import Entry

_APPLIED = re.compile(r"\s*\\?(?:operatorname\{|mathrm\{)?([A-Za-z]\w*)\}?\s*\(")


@dataclass(frozen=True)
class CompiledModel:
    """`restated` are the equations whose left side is a function of the library: to be proved, not set."""

    model: Model
    file: str
    context: Context
    restated: tuple[Statement, ...] = ()


def compile_model(entry: Entry, functions: FunctionTable) -> CompiledModel:
    model = entry.record
    assert isinstance(model, Model)
    try:
        context = declare(EMPTY, model.letters)
    except DeriveError as error:
        raise in_field(entry, "letters", error) from error
    restated = []
    for equation in model.equations:
        try:
            if restates(equation, functions):
                restated.append(read_statement(equation, context, functions))
            else:
                context = define(context, equation, functions)
        except DeriveError as error:
            raise in_field(entry, "equations", error) from error
    try:
        context = assume(context, model.assumptions, functions)
    except DeriveError as error:
        raise in_field(entry, "assumptions", error) from error
    return CompiledModel(model, entry.file, context, tuple(restated))


def restates(equation: str, functions: FunctionTable) -> bool:
    """Whether the left side is a function of the table applied to something: `\\sigma(z) = …`."""
    applied = _APPLIED.match(equation)
    if applied is None:
        return False
    word = applied.group(1)
    return any(
        word in (f.name, *f.aliases, *(_bare(x) for x in (f.latex, *f.latex_aliases)))
        for f in (functions[name] for name in functions)
    )


def _bare(latex: str) -> str:
    match = re.fullmatch(r"\\(?:(?:operatorname|mathrm)\{(\w+)\}|(\w+))", latex)
    return (match.group(1) or match.group(2)) if match else latex


def read_statement(text: str, context: Context, functions: FunctionTable) -> Statement:
    """One relation between two sides."""
    chain = read_chain(text, context, functions)
    if len(chain.sides) != 2:
        raise DeriveError("an equation has two sides", text=text, span=(0, len(text)))
    left, right = chain.sides
    return Statement(left.expr, right.expr, context.assuming(*chain.conditions), chain.relations[0])
