"""What a reader sees: no trees of the prover, prints said once, an index one can find things in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derive.notation.context import EMPTY
from derive.records.verdict import Verdict
from derive.render.breaking import break_lines
from derive.results.claim_pages import Pages
from derive.writeups.findings import finding_of
from derive.writeups.layout import page_of
from derive.writeups.printing import Printer
from derive.writeups.write import IndexRow
from tests.library_results import REGISTRY


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("too large: 400 terms", "Too large: 400 terms."),
        ("found proved, but the kernel did not confirm it: (gt (sym x) (num 0))", "The search finds a proof"),
        ("a sign is not known: (add (sym x) (num 1))", "A sign is not known."),
    ],
)
def test_reasons_are_for_readers(reason: str, said: str) -> None:
    printer = Printer(EMPTY, REGISTRY.functions)
    sentence = finding_of(Verdict("undecided", reason=reason), printer).sentence
    assert said in sentence
    assert "(sym" not in sentence


@pytest.mark.parametrize("id_", ["softmax-choice.relu-sum", "conv-network.fc-to-fc"])
def test_what_is_printed_in_one_piece_is_said_once(id_: str) -> None:
    form = page_of(Pages(REGISTRY).writeup(id_)).documented[0]
    (row,) = form.display.rows
    assert "= }" not in row.left
    assert row.left not in row.lines


def test_the_index_is_sorted_without_articles() -> None:
    row = IndexRow("", "A gated recurrent unit", "", (), ())
    assert row.order == "gated recurrent unit"
    assert replace(row, model="Another model").order == "another model"


def test_a_small_bracket_is_not_cut() -> None:
    latex = r"a b c (x_{tj} + y_{tj}) + " * 3 + r"d e f (1 - f_{tj}) U_{jk}"
    lines = break_lines(latex, 24.0)
    assert len(lines) > 1
    assert all(line.count("(") == line.count(")") for line in lines)


def test_a_claim_says_what_it_is_good_for() -> None:
    about = Pages(REGISTRY).writeup("softmax.jacobian").about
    assert about.startswith("Softmax turns")
    assert "same denominator" in about
