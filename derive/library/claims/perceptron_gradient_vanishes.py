"""The gradient of an example vanishes as t → ∞ only for s ≠ 0."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="perceptron.gradient-vanishes",
    title="The gradient for growing weights",
    model="perceptron-ray",
    as_printed=r"\text{If } w \rightarrow \infty, \tanh(wTx) \rightarrow 1 \text{ and consequently } \nabla \text{Ein}(w) \rightarrow 0",
    notation={
        r"\text{If } w \rightarrow \infty, \tanh(wTx) \rightarrow 1 \text{ and consequently }": r"\lim_{t \to \infty}",
        r"\nabla \text{Ein}(w)": "g",
        r"\rightarrow": "=",
    },
    source="csce636-a2",
    place="1), after the second display",
    line=29,
    remarks=("Read for one example: its contribution to one entry of the gradient.",),
)
