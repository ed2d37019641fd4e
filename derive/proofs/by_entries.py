"""A statement between written arrays is one statement for each entry: proved when all of them are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from derive.engine.written_arrays import EntryStatement, entry_statements
from derive.engine.written_functions import SizesDiffer
from derive.errors import DeriveError
from derive.records.statement import Statement
from derive.records.verdict import Verdict

SEVERITY = ("refuted", "conditional", "undecided", "proved")
LONGEST_LIST = 6


def decide_by_entries(statement: Statement, decide: Callable[[Statement], Verdict]) -> Verdict | None:
    """The worst verdict of the entries, with every entry that is not proved named in the reason.

    None where they are not written out: a determinant, a derivative by a whole array, thousands of them.
    """
    try:
        entries = entry_statements(statement)
    except SizesDiffer as error:
        return Verdict("refuted", method="sizes", reason=error.message, certificate={"kind": "sizes"})
    except DeriveError:
        return None
    if any((x.statement.left, x.statement.right) == (statement.left, statement.right) for x in entries):
        return None
    judged = [(each, decide(each.statement)) for each in entries]
    return _together(judged)


def _together(judged: list[tuple[EntryStatement, Verdict]]) -> Verdict:
    verdicts = [v for _, v in judged]
    chosen = min(verdicts, key=lambda v: SEVERITY.index(v.verdict))
    failing = [(each.place, v) for each, v in judged if v.verdict == chosen.verdict]
    if chosen.verdict == "proved":
        reason = f"each of the {len(judged)} entries: {chosen.reason}" if len(judged) > 1 else chosen.reason
    else:
        shown = [f"{place}: {v.reason}" if place else v.reason for place, v in failing[:LONGEST_LIST]]
        more = len(failing) - len(shown)
        reason = "; ".join(shown) + (f"; and {more} more" if more else "")
    return replace(
        chosen,
        method="entries" if len(judged) > 1 else chosen.method,
        reason=reason,
        conditions=tuple(dict.fromkeys(c for v in verdicts for c in v.conditions)),
        certificate=_certificate(judged, chosen),
        seconds=sum(v.seconds for v in verdicts),
    )


def _certificate(judged: list[tuple[EntryStatement, Verdict]], chosen: Verdict) -> dict[str, object] | None:
    """All entries' certificates for a proof; for a refutation that of the entry that fails."""
    if chosen.certificate is None:
        return None
    if chosen.verdict != "proved":
        place = next(each.place for each, v in judged if v is chosen)
        return {"kind": "entry", "place": place, "entry": chosen.certificate}
    return {"kind": "entries", "entries": {each.place: v.certificate for each, v in judged}}
