"""A sum whose index does not occur in its terms: said once; what follows is corrected as it was meant."""

from __future__ import annotations

from derive.linting import lint_text

PRINTED = r"Let $S = \sum_{i=1}^k e^{z_k}$ and $p_j = \frac{e^{z_j}}{S}$." + "\n\n"
RIGHT = r"$$\frac{\partial p_i}{\partial z_m} = \frac{e^{z_i}(\delta_{im} S - e^{z_m})}{S^2}$$"
WRONG = r"$$\frac{\partial p_i}{\partial z_m} = \frac{e^{z_i}(\delta_{im} S + e^{z_m})}{S^2}$$"


def test_it_is_said_where_it_stands_first_and_once():
    report = lint_text(PRINTED + r"Then $T = 2 \sum_{i=1}^k e^{z_k}$.")
    assert [f.code for f in report.findings] == ["D107", "", ""]
    assert r"\(e^{z_i}\) is probably meant" in report.findings[0].message


def test_what_follows_is_judged_as_printed_and_told_as_meant():
    finding = lint_text(PRINTED + RIGHT).findings[-1]
    assert finding.outcome == "refuted"
    assert finding.correction == ""
    assert finding.notes == ("right with what was probably meant by the sum without its index",)


def test_a_correction_is_for_what_was_meant():
    finding = lint_text(PRINTED + WRONG).findings[-1]
    assert finding.correction == r"p_i(\delta_{im} - p_m)"
    assert [id_ for id_, _ in finding.diagnosis] == ["quotient-rule-sign"]


def test_a_misprint_of_something_known_has_it_as_its_diagnosis():
    finding = lint_text(r"$$\mathrm{softmax}(z)_i = \frac{e^{z_i}}{\sum_{j=1}^n e^{z_k}}$$").findings[0]
    assert finding.outcome == "refuted"
    assert [id_ for id_, _ in finding.diagnosis] == ["index-not-in-sum"]
    assert r"with \(e^{z_j}\) under the sum it is right" in finding.diagnosis[0][1]


def test_constants_may_be_summed():
    report = lint_text(r"Let $S = \sum_{i=1}^n \mu$. Then $S = n \mu$.")
    assert [(f.outcome, f.code) for f in report.findings] == [("definition", ""), ("proved", "")]
