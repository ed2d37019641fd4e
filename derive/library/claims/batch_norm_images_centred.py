"""Σ(x − μ) = 0."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="batch-norm-images.centred",
    title="The deviations from the mean of a channel add up to 0",
    model="batch-norm-images",
    as_printed=r"\sum_{n=1}^{N} \sum_{p=1}^{P} (x_{npc} - m_c) = \sum_{n=1}^{N} \sum_{p=1}^{P} x_{npc} - N P m_c = 0",
    source="torch",
    place="BatchNorm2d: the formula, summed",
)
