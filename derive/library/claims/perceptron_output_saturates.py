"""tanh(ts) → 1 as t → ∞ only for s > 0."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="perceptron.output-saturates",
    title="The output for growing weights",
    model="perceptron-ray",
    as_printed=r"\text{If } w \rightarrow \infty, \tanh(wTx) \rightarrow 1",
    notation={r"\text{If } w \rightarrow \infty,": r"\lim_{t \to \infty}", "wTx": "t s", r"\rightarrow": "="},
    source="csce636-a2",
    place="1), after the second display",
    line=29,
    remarks=("“w → ∞” is read as w = t u with t → ∞ along a direction u; s = uᵀx is then the margin.",),
)
