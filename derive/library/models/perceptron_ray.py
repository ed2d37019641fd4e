"""The perceptron's gradient along a ray ω = t u."""

from derive.records.entries import Model

ENTRY = Model(
    id="perceptron-ray",
    title="A tanh perceptron with growing weights",
    letters={
        "t": "real: how far the weights have grown, ω = t u",
        "s": "real: the margin uᵀx of the example",
        "y": "real: the target",
        "x": "real: an entry of the input",
    },
    equations=(r"g = 2 (\tanh(t s) - y) (1 - \tanh^2(t s)) x",),
    about="The gradient of one example's squared error, with weights ω = t u that grow along a direction u.",
)
