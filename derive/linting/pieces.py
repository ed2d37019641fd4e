"""A document as pieces: prose, formulas, headings; code is left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from derive.errors import DeriveError
from derive.linting.macro_definitions import macro_definitions
from derive.read.macros import Macro, read_macros

ENVIRONMENTS = "equation align gather multline eqnarray displaymath math alignat flalign"
_ENVIRONMENT = (
    rf"\\begin\{{(?P<env>(?:{ENVIRONMENTS.replace(' ', '|')})\*?)\}}(?P<body>.*?)\\end\{{(?P=env)\}}"
)
_MATHS = (
    r"(?P<dollars>(?<!\\)\$\$(?P<a>.+?)(?<!\\)\$\$)",
    r"(?P<display>(?<!\\)\\\[(?P<b>.+?)\\\])",
    r"(?P<inline>(?<!\\)\\\((?P<c>.+?)\\\))",
    f"(?P<environment>{_ENVIRONMENT})",
    r"(?P<dollar>(?<![\\$])\$(?!\$)(?P<d>(?:[^$\n]|\n(?!\s*\n))+?)(?<!\\)\$(?!\$))",
)
_CODE = (
    r"(?P<code>^(?:```|~~~).*?^(?:```|~~~)[^\n]*$|`[^`\n]+`|<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>)",
)
_TEX_CODE = (
    r"(?P<code>\\begin\{(?P<verb>verbatim\*?|lstlisting|minted|comment)\}.*?\\end\{(?P=verb)\}|\\verb\*?(?P<q>[|!+]).*?(?P=q))",
)
_HEADING = re.compile(
    r"^\s{0,3}#{1,6}\s.*$"
    r"|^\s*(?:\d+(?:\.\d+)*[.)]?\s+)?(?:Task|Problem|Question|Exercise|Part|Section|Answer)\b.*$"
    r"|^\s*\d+(?:\.\d+)+\s+\S.*$|^\s*\d+\)\s*$"
    r"|\\(?:chapter|section|subsection|subsubsection|paragraph|question|part)\*?\{[^}]*\}",
    re.MULTILINE | re.IGNORECASE,
)
_WHOLE_LATEX = re.compile("|".join((*_TEX_CODE, *_MATHS)), re.DOTALL | re.MULTILINE)
_WHOLE_MARKDOWN = re.compile("|".join((*_CODE, *_MATHS)), re.DOTALL | re.MULTILINE)
_INNER = ("a", "b", "c", "d")
_LABELLED = re.compile(r"(?<![A-Za-z\\])([A-Z])\^([a-z])(?![A-Za-z])")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")


@dataclass(frozen=True)
class Piece:
    """kind: prose · heading · formula. `start` and `end` are those of the text inside the delimiters."""

    kind: str
    text: str
    start: int
    end: int
    display: bool = False


@dataclass(frozen=True)
class Document:
    """One text with its own line numbers: a file, or a cell of a notebook."""

    path: str
    text: str
    pieces: tuple[Piece, ...]
    macros: Mapping[str, Macro] = field(default_factory=dict)
    cell: int | None = None


def documents_of(path: str, text: str) -> list[Document]:
    """The documents of a file by its name's ending: .ipynb has one for each Markdown cell."""
    if path.endswith(".ipynb"):
        return _notebook(path, text)
    latex = path.endswith((".tex", ".ltx", ".latex"))
    return [make_document(path, text, latex=latex)]


def make_document(path: str, text: str, *, latex: bool = False, cell: int | None = None) -> Document:
    source = _COMMENT.sub(lambda m: " " * len(m.group()), text) if latex else text
    definitions, source = macro_definitions(source)
    source = same_labels(source)
    pieces = tuple(
        _pieces(source, _WHOLE_LATEX if latex else _WHOLE_MARKDOWN, _first_body(source) if latex else 0)
    )
    return Document(path, text, pieces, read_macros(definitions), cell)


def same_labels(text: str) -> str:
    """`W^f` beside `W_f`: one letter with a label, written in two ways; the text with one of them."""
    for letter, label in set(_LABELLED.findall(text)):
        if re.search(rf"{letter}_(?:{label}(?![A-Za-z])|\{{{label}\}})", text):
            text = re.sub(rf"{letter}\^(?={label}(?![A-Za-z]))", letter + "_", text)
    return text


def _first_body(text: str) -> int:
    begun = text.find("\\begin{document}")
    return 0 if begun < 0 else begun + len("\\begin{document}")


def _pieces(text: str, pattern: re.Pattern[str], at: int) -> Iterator[Piece]:
    for found in pattern.finditer(text, at):
        inner = _inner(found)
        if inner is None and not found.group("code"):
            continue
        yield from _prose(text, at, found.start())
        if inner is not None:
            start, end = inner
            yield Piece("formula", text[start:end], start, end, found.group("dollar") is None)
        at = found.end()
    yield from _prose(text, at, len(text))


def _inner(found: re.Match[str]) -> tuple[int, int] | None:
    """The span of the formula, its environment included; None for code and for amounts of money."""
    if found.group("code"):
        return None
    if found.group("environment"):
        return found.span()
    name = next(n for n in _INNER if found.group(n))
    inside = found.group(name)
    money = name == "d" and re.fullmatch(r"\d[\d.,]*\s[^\\^_=]*[A-Za-z]{3}[^\\^_=]*", inside)
    return None if money else found.span(name)


def _prose(text: str, start: int, end: int) -> Iterator[Piece]:
    for found in _HEADING.finditer(text, start, end):
        if found.start() > start:
            yield Piece("prose", text[start : found.start()], start, found.start())
        yield Piece("heading", found.group(), found.start(), found.end())
        start = found.end()
    if end > start:
        yield Piece("prose", text[start:end], start, end)


def _notebook(path: str, text: str) -> list[Document]:
    try:
        cells = json.loads(text)["cells"]
        sources = [(k, c["source"]) for k, c in enumerate(cells, 1) if c.get("cell_type") == "markdown"]
        return [make_document(path, s if isinstance(s, str) else "".join(s), cell=k) for k, s in sources]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise DeriveError(
            f"{path} is not a notebook", hint="a notebook is JSON with a list of cells"
        ) from None
