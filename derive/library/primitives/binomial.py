"""Binomial coefficient, by gamma functions."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="binomial",
    parameters="n, k",
    latex=r"\binom{#1}{#2}",
    latex_aliases=(r"\binom",),
    title="binomial coefficient, by gamma functions",
    definition="gamma(n + 1)/(gamma(k + 1)*gamma(n - k + 1))",
    derivative=(
        "binomial(n, k)*(digamma(n + 1) - digamma(n - k + 1))",
        "binomial(n, k)*(digamma(n - k + 1) - digamma(k + 1))",
    ),
    domain=("k > -1", "n - k > -1", "n > -1"),
    partial=True,
)
