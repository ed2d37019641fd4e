"""From links to findings: places, sentences, conditions in print."""

from __future__ import annotations

import re

from derive.linting.codes import CODES
from derive.linting.in_words import with_known_letters
from derive.linting.located import Lines
from derive.linting.pieces import Document
from derive.linting.report import Finding
from derive.linting.state import Link
from derive.notation.functions import FunctionTable
from derive.render.latex import latex
from derive.render.plain import plain


def finding_of(link: Link, document: Document, lines: Lines, functions: FunctionTable) -> Finding:
    """The finding for one relation; its place is that of the right side."""
    start, end = _span(link)
    line, column = lines.place(start)
    end_line, end_column = lines.place(max(end - 1, start))
    verdict, judged = link.judged.verdict, link.judged
    statement = judged.statement
    context = statement.context if statement is not None else link.context
    correction = "" if judged.correction is None else latex(judged.correction, context, functions)
    return Finding(
        path=document.path,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column + 1,
        outcome=judged.outcome,
        code=judged.code,
        message=_message(link),
        left=squeezed(link.left.text),
        right=squeezed(link.right.text),
        relation=link.relation,
        chain=link.chain,
        first_wrong=link.first_wrong,
        cell=document.cell,
        span=(start, end),
        holds_if=tuple(plain(c, context, functions) for c in verdict.holds_if) if verdict is not None else (),
        conditions=tuple(plain(c, context, functions) for c in verdict.conditions)
        if verdict is not None
        else (),
        correction=correction,
        diagnosis=tuple((d.id, d.text) for d in judged.diagnosis),
        notes=(*judged.notes, *(verdict.notes if verdict is not None else ())),
        verdict=with_known_letters(verdict, context),
    )


def _span(link: Link) -> tuple[int, int]:
    for text in (link.right, link.left, link.block.text):
        if text.text.strip():
            found = text.strip().span()
            if found[0] >= 0:
                return found
    return link.block.start, link.block.start + 1


def squeezed(text: str) -> str:
    """The text on one line."""
    return re.sub(r"\s+", " ", text).strip()


def _message(link: Link) -> str:
    judged = link.judged
    if not judged.code:
        return judged.reason if judged.outcome == "definition" else ""
    reason = judged.reason
    if judged.code == "D101":
        told = "the two sides differ" if link.relation == "eq" else "this does not hold"
        return told + (f" ({reason})" if ":" in reason else "")
    return reason or CODES[judged.code].name
