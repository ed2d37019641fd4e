"""Σ(x − μ) = 0."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="batch-norm.centred",
    title="The deviations from the mean add up to 0",
    model="batch-norm",
    as_printed=r"\sum_{n=1}^{N} (x_{nc} - m_c) = \sum_{n=1}^{N} x_{nc} - N m_c = 0",
    source="torch",
    place="BatchNorm1d: the formula, summed",
)
