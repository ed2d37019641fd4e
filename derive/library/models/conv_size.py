"""The number of places of a window."""

from derive.records.entries import Model

ENTRY = Model(
    id="conv-size",
    title="The output size of a convolution or a pooling",
    letters={
        "I": "size: the size of the input",
        "K": "size: the size of the window",
        "P": "integer: the zeros added on either side",
        "S": "size: the stride",
    },
    equations=(r"O = \left\lfloor \frac{I + 2P - K}{S} \right\rfloor + 1",),
    assumptions=(r"P \ge 0", r"K \le I + 2P"),
    about="The window starts at 0, S, 2S, … of the padded input; the place tS is one when tS + K ≤ I + 2P, so t = 0, …, ⌊(I + 2P − K)/S⌋.",
    source="torch",
)
