"""Text that is no mathematics, or too much of it: a clear complaint, at once, and nothing is run."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from derive.errors import DeriveError
from derive.notation.context import EMPTY
from derive.read import read_expression, read_formula, read_letter
from tests.read.contexts import FUNCTIONS

CONTEXT = EMPTY.with_letters(*(read_letter(name, "real") for name in "abxyz"))
CASES = Path(__file__).parents[3] / "shared" / "cases" / "hostile_inputs.jsonl"
REFUSED = [
    ("plain", "__import__('os').system('true')"),
    ("plain", "().__class__.__bases__[0]"),
    ("plain", "lambda: x"),
    ("plain", "open('x')"),
    ("plain", "eval(x)"),
    ("plain", "[x for x in y]"),
    ("plain", "x if y else z"),
    ("plain", "f'{x}'"),
    ("plain", "x; y"),
    ("plain", "x == y"),
    ("plain", "10**10**10"),
    ("plain", "9" * 5000),
    ("plain", "gamma(10**9)"),
    ("plain", "Sum(i, (i, 1, 10**12))"),
    ("plain", "(" * 500 + "x" + ")" * 500),
    ("plain", "-" * 5000 + "x"),
    ("plain", "x**" * 5000 + "x"),
    ("plain", "nan"),
    ("plain", "oo"),
    ("plain", "x\u202ey"),
    ("plain", "x\u0000"),
    ("plain", "\u0445 + 1"),
    ("plain", ""),
    ("latex", r"\input{/etc/passwd}"),
    ("latex", r"\write18{ls}"),
    ("latex", r"\def\x{\x}\x"),
    ("latex", r"\csname x\endcsname"),
    ("latex", r"\href{javascript:alert(1)}{x}"),
    ("latex", r"\includegraphics{x}"),
    ("latex", r"\text{\input{x}}"),
    ("latex", "{" * 400 + "x" + "}" * 400),
    ("latex", r"\frac{1}{" * 400 + "x" + "}" * 400),
    ("latex", r"\sqrt" * 3000 + "x"),
    ("latex", r"\le" * 9000),
    ("latex", "x\\"),
    ("latex", r"\begin{array}{cc} 1 & 2 \end{matrix}"),
    ("latex", r"\begin{bmatrix}" * 200),
    ("latex", r"\|" * 500),
    ("latex", r"x^" * 2000),
    ("latex", r"a_" * 2000),
    ("latex", r"\hat" * 2000),
    ("latex", r"\mathbf" * 2000),
    ("latex", "$" * 100),
    ("latex", r"\mathrlap{" * 800 + "x" + "}" * 800),
    ("latex", r"{\rm " * 500 + "x" + "}" * 500),
    ("latex", r"\underbrace{" * 500 + "x" + "}_{a}" * 500),
    ("latex", r"\left|" * 500 + "x" + r"\right|" * 500),
    ("latex", "={}" * 5000),
    ("latex", r"\frac{d}{dx}" * 400 + "x"),
    ("latex", r"\begin{cases}" * 300 + "x" + r"\end{cases}" * 300),
    ("latex", r"\immediate\write18{ls}"),
    ("latex", r"\catcode`\$=12"),
    ("latex", "x = \ud800"),
    ("plain", "x" + "\u0301" * 3000),
    ("plain", "1e999999999"),
]
MOST_CALLS = 300_000  # of Python functions; benchmarks/reading.py measures the time


@contextmanager
def few_calls() -> Iterator[None]:
    """Fail when more than MOST_CALLS Python functions are called inside: work is counted, not timed."""
    count = 0

    def seen(_frame, event, _argument):
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        yield
    finally:
        sys.setprofile(before)
    assert count <= MOST_CALLS


@pytest.mark.parametrize(("syntax", "text"), REFUSED, ids=lambda value: repr(value[:30]))
def test_refused_at_once(syntax, text):
    with few_calls(), pytest.raises(DeriveError) as caught:
        read_expression(text, CONTEXT, FUNCTIONS, syntax=syntax)
    assert str(caught.value)
    assert caught.value.hint is None or caught.value.hint


@pytest.mark.parametrize(("syntax", "text"), REFUSED, ids=lambda value: repr(value[:30]))
def test_a_document_with_it_is_answered(syntax, text):
    complaints: tuple[DeriveError, ...]
    with few_calls():
        try:
            complaints = read_formula(text, EMPTY, FUNCTIONS, syntax=syntax).refused
        except DeriveError as complaint:
            complaints = (complaint,)
    assert all(str(complaint) for complaint in complaints)


def _cases():
    if not CASES.exists():
        return []
    rows = [json.loads(line) for line in CASES.read_text().splitlines()]
    return [r for r in rows if r["syntax"] in ("latex", "plain") and "input" in r and r["input"]]


@pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not here")
def test_shared_cases():
    read = []
    for row in _cases():
        try:
            with few_calls():
                read_expression(row["input"], CONTEXT, FUNCTIONS, syntax=row["syntax"], infer=True)
            read += [row["id"]] if row["expected"] == "clear error" else []
        except DeriveError as complaint:
            read += [] if str(complaint) else [row["id"]]
    assert read == []
