"""Claims compiled: the print, read with the entry's notation, is what will be judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from derive.errors import DeriveError, LibraryError
from derive.expressions.expr import Expr
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.read import Chain, read_chain, read_expression
from derive.records.entries import Claim, Source
from derive.records.statement import Statement
from derive.registry.declarations import assume, declare, define, holds_arrays
from derive.registry.functions import in_field
from derive.registry.load import Entry
from derive.registry.models import CompiledModel
from derive.registry.notation import Respelled, respell


@dataclass(frozen=True)
class PrintedLink:
    """One link of a printed chain: the sides as they are printed, and what they say."""

    left: str
    right: str
    statement: Statement


@dataclass(frozen=True)
class CompiledClaim:
    """A claim, read.

    links    the links of the print; `meant` those of its repair
    ends     first side and last side of the print, judged apart: a chain may fail within
    target   what is derived: the claim's target, or the first side of the print
    context  the model's, with the claim's letters, definitions and declared conditions
    """

    claim: Claim
    file: str
    model: CompiledModel
    source: Source | None
    context: Context
    links: tuple[PrintedLink, ...]
    ends: PrintedLink | None
    meant: tuple[PrintedLink, ...]
    target: Expr


def compile_claim(
    entry: Entry, model: CompiledModel, source: Source | None, functions: FunctionTable
) -> CompiledClaim:
    claim = entry.record
    assert isinstance(claim, Claim)
    notation = {**model.model.notation, **claim.notation}
    bare = _context(entry, claim, model, functions)
    context = _assuming(entry, "assume", bare, claim.assume, functions)
    links = _read_links(entry, "as_printed", claim.as_printed, claim.lead, notation, context, functions)
    meant: tuple[PrintedLink, ...] = ()
    if claim.as_meant or claim.assume_meant:
        supposed = _assuming(entry, "assume_meant", bare, claim.assume_meant or claim.assume, functions)
        text = claim.as_meant or claim.as_printed
        meant = _read_links(entry, "as_meant", text, claim.lead, notation, supposed, functions)
    target = links[0].statement.left
    if claim.target:
        target = _expression(entry, "target", claim.target, context, functions)
    return CompiledClaim(claim, entry.file, model, source, context, links, _ends(links), meant, target)


def _context(entry: Entry, claim: Claim, model: CompiledModel, functions: FunctionTable) -> Context:
    try:
        context = declare(model.context, claim.letters)
    except DeriveError as error:
        raise in_field(entry, "letters", error) from error
    for text in claim.define:
        try:
            context = define(context, text, functions)
        except DeriveError as error:
            raise in_field(entry, "define", error) from error
    return context


def _assuming(
    entry: Entry, field: str, context: Context, texts: Sequence[str], functions: FunctionTable
) -> Context:
    try:
        return assume(context, texts, functions)
    except DeriveError as error:
        raise in_field(entry, field, error) from error


def _expression(entry: Entry, field: str, text: str, context: Context, functions: FunctionTable) -> Expr:
    try:
        return read_expression(text, context, functions).expr
    except DeriveError as error:
        raise in_field(entry, field, error) from error


def _read_links(
    entry: Entry,
    field: str,
    printed: str,
    lead: str,
    notation: dict[str, str],
    context: Context,
    functions: FunctionTable,
) -> tuple[PrintedLink, ...]:
    """The links of a printed chain. A print that begins with a relation goes on from `lead`."""
    respelled = respell(printed, notation)
    begins_with_relation = bool(lead) and printed.lstrip(" &\n").startswith(("=", "<", ">", "\\le", "\\ge"))
    first = respell(lead, notation).text if begins_with_relation else None
    try:
        arrays = holds_arrays(respelled.text, context)
        chain = read_chain(respelled.text, context, functions, syntax="latex", lead=first, arrays=arrays)
    except DeriveError as error:
        raise in_print(entry, field, respelled, error) from error
    if not chain.relations:
        raise LibraryError(
            f"{entry.file}, {field} of {entry.id}: no relation is printed, so nothing is claimed"
        )
    prints = _prints(chain, respelled, lead if first is not None else "")
    inner = context.assuming(*chain.conditions)
    return tuple(
        PrintedLink(
            prints[k], prints[k + 1], Statement(chain.sides[k].expr, chain.sides[k + 1].expr, inner, relation)
        )
        for k, relation in enumerate(chain.relations)
    )


def _prints(chain: Chain, respelled: Respelled, lead: str) -> list[str]:
    """The sides as the source prints them."""
    prints = []
    for place, (start, end) in enumerate(chain.spans):
        if place == 0 and lead:
            prints.append(lead)
        else:
            a, b = respelled.origin(start, end)
            prints.append(respelled.printed[a:b].strip())
    return prints


def _ends(links: Sequence[PrintedLink]) -> PrintedLink | None:
    """First side against last side, when the chain is one of equations with more than one link."""
    if len(links) < 2 or any(x.statement.relation != "eq" for x in links):
        return None
    first, last = links[0], links[-1]
    return PrintedLink(
        first.left, last.right, Statement(first.statement.left, last.statement.right, first.statement.context)
    )


def in_print(entry: Entry, field: str, respelled: Respelled, error: DeriveError) -> LibraryError:
    """A complaint about the respelled text, led back to the print."""
    if error.text == respelled.text and error.span is not None:
        error.text, error.span = respelled.printed, respelled.origin(*error.span)
    return in_field(entry, field, error)
