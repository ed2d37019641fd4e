"""What a template is given, read from the records themselves: names, types, meanings."""

from __future__ import annotations

import dataclasses
import re
from typing import get_type_hints

from derive.records.picture import Legend, Picture
from derive.render.formula import Formula
from derive.writeups.document import Finding, LetterNote, Link
from derive.writeups.page import CaseDisplay, Display, DocumentedDisplay, Page, Row
from derive.writeups.write import FileLink, IndexRow, Wrong

RECORDS: tuple[type, ...] = (
    Page,
    LetterNote,
    Display,
    Row,
    CaseDisplay,
    DocumentedDisplay,
    Finding,
    Link,
    IndexRow,
    FileLink,
    Wrong,
    Picture,
    Legend,
    Formula,
)

TOP = (
    ("page", "Page", "article.tex.j2, page.html.j2, writeup.md.j2: the write-up, laid out"),
    ("rows", "tuple of IndexRow", "index.html.j2: one row an entry"),
    ("wrong", "tuple of Wrong", "index.html.j2: the documented forms that are not true as they stand"),
    ("style", "text", "page.html.j2, index.html.j2: KaTeX's style sheet, its fonts inlined"),
    ("script", "text", "page.html.j2, index.html.j2: KaTeX's program"),
    ("text", "value", "escaped for the language; \\( … \\) in it is set as maths"),
    ("…|source", "filter", "text in the language of the document itself: a drawing"),
    ("…|inline", "filter", "a Formula within a line of text"),
    ("…|display", "filter", "a Formula on a line of its own"),
    ("…|styled", "filter", "article.tex.j2: a Formula within a line, as large as in a display"),
    ("…|maths", "filter", "LaTeX (the parts of a Row) inside a display of the template's own"),
    ("…|text", "filter", "text without the marks of the maths in it, for a title bar"),
    ("…|stem", "filter", "the name of an entry's files, from its id"),
)


def describe_context() -> list[tuple[str, str, str]]:
    """(name, type, meaning) of everything a template is given; record fields as `Record.field`."""
    return [*TOP, *(row for record in RECORDS for row in _fields(record))]


def _fields(record: type) -> list[tuple[str, str, str]]:
    meanings, types = _meanings(record.__doc__ or ""), get_type_hints(record)
    return [
        (f"{record.__name__}.{field.name}", _type_name(types[field.name]), meanings[field.name])
        for field in dataclasses.fields(record)
    ]


def _meanings(docstring: str) -> dict[str, str]:
    """The table `name   meaning` of a record's docstring; an indented line continues the one above."""
    meanings: dict[str, str] = {}
    name = ""
    for line in docstring.splitlines()[1:]:
        text = line.strip()
        entry = re.match(r"(\w+) {2,}(\S.*)", text)
        if entry:
            name = entry.group(1)
            meanings[name] = entry.group(2)
        elif name and text:
            meanings[name] += " " + text
    return meanings


def _type_name(kind: object) -> str:
    """`tuple[Row, ...]` → "tuple of Row"; `Display | None` → "Display or nothing"; `str` → "text"."""
    text = kind.__name__ if isinstance(kind, type) and not str(kind).startswith("tuple") else str(kind)
    text = re.sub(r"\b(?:\w+\.)+(\w+)", r"\1", text)
    text = re.sub(r"tuple\[(.*), \.\.\.\]", r"tuple of \1", text)
    text = text.replace(" | None", " or nothing")
    words = {"str": "text", "int": "number", "float": "number", "bool": "yes or no"}
    return re.sub(r"\b(str|int|float|bool)\b", lambda match: words[match.group()], text)
