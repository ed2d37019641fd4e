"""Σ(x − μ) = 0."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="layer-norm.centred",
    title="The deviations from the mean of a sample add up to 0",
    model="layer-norm",
    as_printed=r"\sum_{c=1}^{C} (x_{nc} - m_n) = \sum_{c=1}^{C} x_{nc} - C m_n = 0",
    source="torch",
    place="LayerNorm: the formula, summed",
)
