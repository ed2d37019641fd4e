"""docs/coverage.md is complete: every line of the five documents, every id an expected claim."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from expectations_documents import EXPECTED as EXPECTED_OF_DOCUMENTS
from test_expectations import EXPECTED, REGISTRY

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ROOT.parent / "shared" / "documents"
ROW = re.compile(r"\| (\d+)(?:–(\d+))? \| `(.*?)` \| (.*) \|")
MATHEMATICS = re.compile(r"\$|[\w)\]] *[=×] *[\w(\[]")
TABLE: dict[str, list[tuple[int, int, str, str]]] = {}

for _line in (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8").splitlines():
    if _line.startswith("## "):
        _rows = TABLE.setdefault(_line[3:6], [])
    elif _match := ROW.fullmatch(_line):
        _first, _last, _begins, _what = _match.groups()
        _rows.append((int(_first), int(_last or _first), _begins, _what))


def begins(line: str) -> str:
    return " ".join(line.split())[:28].strip().replace("|", "¦").replace("`", "'")


def named_claims() -> list[str]:
    rows = [what for rows in TABLE.values() for *_, what in rows]
    return sorted({id_ for what in rows for id_ in re.findall(r"`([a-z0-9.-]+)`", what)})


def test_there_are_five_documents():
    assert list(TABLE) == ["000", "001", "002", "003", "004"]


def test_rows_do_not_overlap():
    for rows in TABLE.values():
        places = [n for first, last, *_ in rows for n in range(first, last + 1)]
        assert places == sorted(set(places))


def test_every_named_claim_is_expected():
    assert [x for x in named_claims() if x not in {**EXPECTED, **EXPECTED_OF_DOCUMENTS}] == []


def test_every_named_claim_has_an_entry():
    assert [x for x in named_claims() if x not in REGISTRY.ids("claim")] == []


def test_every_expected_claim_of_the_documents_is_named():
    assert [x for x in EXPECTED_OF_DOCUMENTS if x not in named_claims()] == []


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the documents are not here")
@pytest.mark.parametrize("document", sorted(TABLE))
def test_every_line_is_covered(document):
    file = next(DOCUMENTS.glob(f"{document}_*.md"))
    lines = file.read_text(encoding="utf-8").splitlines()
    covered = {}
    for first, last, words, what in TABLE[document]:
        assert begins(lines[first - 1]) == words
        covered.update(dict.fromkeys(range(first, last + 1), what))
    assert [n for n, line in enumerate(lines, 1) if line.strip() and n not in covered] == []


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the documents are not here")
@pytest.mark.parametrize("document", sorted(TABLE))
def test_no_display_is_waved_through_as_prose(document):
    """A row that holds mathematics names claims, or says what else it is."""
    file = next(DOCUMENTS.glob(f"{document}_*.md"))
    lines = file.read_text(encoding="utf-8").splitlines()
    idle = {"prose", "heading", "heading and prose"}
    for first, last, words, what in TABLE[document]:
        if any("=" in line and MATHEMATICS.search(line) for line in lines[first - 1 : last]):
            assert what not in idle, f"{document}, line {first}: {words}"


SOURCES = dict(zip(TABLE, ("cse676-a1", "tpdl-hw8", "cnn-a4", "csce636-a2", "grad-problems"), strict=True))


def test_claims_know_their_first_line():
    """The page of errors lists them in the order of the document."""
    first = {}
    for document, rows in TABLE.items():
        for line, _, _, what in rows:
            for id_ in re.findall(r"`([a-z0-9.-]+)`", what):
                first.setdefault((id_, SOURCES[document]), line)
    claims = [REGISTRY.claim(id_).claim for id_ in REGISTRY.ids("claim")]
    printed = {(c.id, c.source): c.line for c in claims if c.source in SOURCES.values()}
    assert printed == {key: first.get(key) for key in printed}
