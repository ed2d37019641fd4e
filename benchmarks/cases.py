"""The rows of the cases' files as statements of known truth.

The folder is the environment variable DERIVE_CASES, or `../shared/cases` beside the project.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.domains import letters_of, read_domain
from benchmarks.syntax import Reader, Unread, differentiated
from derive.errors import DeriveError
from derive.expressions.build import sym
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement

FILES = {
    "derivatives": "derivatives.jsonl",
    "tricky": "tricky_pairs.jsonl",
    "equality": "equality.jsonl",
    "mutants": "equality_mutants.jsonl",
}
TOPICS = ("activation", "loss", "scalar")
UNSCORED = ("contested", "unconfirmed")
NOT_PAIRS = ("parse-only", "invalid")
TRUTH = {
    "holds": "equal",
    "holds-with-assumption": "equal",
    "wrong": "different",
    "equal-under-assumption": "conditional",
}


@dataclass(frozen=True)
class Case:
    """One row: its statement (None: unread, `unread` says why) and its truth.

    truth  equal · different · conditional (false as it stands or defined on less than the domain)
           · branch (equal where both sides are real) · unscored
    """

    id: str
    file: str
    group: str
    truth: str
    statement: Statement | None
    unread: str = ""
    text: str = ""


class NoCases(DeriveError):
    """The folder of cases is not here."""


def folder() -> Path:
    here = Path(__file__).resolve().parent.parent
    named = os.environ.get("DERIVE_CASES")
    found = Path(named) if named else here.parent / "shared" / "cases"
    if not (found / FILES["derivatives"]).is_file():
        raise NoCases(
            f"there are no cases in {found}", hint="set DERIVE_CASES to the folder with derivatives.jsonl"
        )
    return found


def read_cases(file: str, table: FunctionTable) -> list[Case]:
    """Every scored row of `file` (a key of FILES) that states a pair."""
    rows = [json.loads(line) for line in (folder() / FILES[file]).read_text("utf-8").splitlines()]
    return [case for row in rows for case in _case(file, row, table)]


def _case(file: str, row: dict[str, Any], table: FunctionTable) -> Iterator[Case]:
    if row.get("tier") in NOT_PAIRS or (file == "derivatives" and row["topic"] not in TOPICS):
        return
    group = row.get("topic") or row.get("category") or row["tier"]
    try:
        statement, unread = STATEMENTS[file](row, table), ""
    except Unread as error:
        statement, unread = None, error.message
    yield Case(row["id"], file, group, _truth(row), statement, unread, _text(row))


def _truth(row: dict[str, Any]) -> str:
    if row.get("tier") in UNSCORED:
        return "unscored"
    if row.get("tier") == "branch":
        return "branch"
    stated: str = row.get("truth") or row["expected"]
    return TRUTH.get(stated, stated)


def _text(row: dict[str, Any]) -> str:
    if "function_plain" in row:
        of, wrt = row["function_plain"], row["variable"]
        return f"D({of}, {wrt}, {row['order']}) = {row['claimed_plain']}   [{row['domain']}]"
    left, right = (row.get(f"{side}_plain", row[side]) for side in "ab")
    return f"{left} = {right}   [{row.get('domain', '')}]"


def _reader_of(table: FunctionTable, declared: frozenset[str]) -> Callable[[Context], Reader]:
    def spelling(word: str) -> str | None:
        found = table.spelled(word)
        return found.name if found else None

    return lambda context: Reader(letters_of(context), spelling, declared)


def _derivative(row: dict[str, Any], table: FunctionTable) -> Statement:
    reader_of = _reader_of(table, frozenset())
    context = read_domain(row["domain"], reader_of)
    reader = reader_of(context)
    body = reader.read(row["function_plain"])
    left = differentiated(body, sym(row["variable"]), row["order"])
    return Statement(left, reader.read(row["claimed_plain"]), context)


def _tricky(row: dict[str, Any], table: FunctionTable) -> Statement:
    reader_of = _reader_of(table, frozenset())
    context = read_domain(row["domain"], reader_of)
    reader = reader_of(context)
    return Statement(reader.read(row["a"]), reader.read(row["b"]), context)


def _pair(row: dict[str, Any], table: FunctionTable) -> Statement:
    reader = _reader_of(table, frozenset("fg"))(Context())
    return Statement(reader.read(row["a_plain"]), reader.read(row["b_plain"]), Context())


STATEMENTS: dict[str, Callable[[dict[str, Any], FunctionTable], Statement]] = {
    "derivatives": _derivative,
    "tricky": _tricky,
    "equality": _pair,
    "mutants": _pair,
}
