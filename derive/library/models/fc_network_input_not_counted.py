"""The same network, with only the layers counted that have parameters."""

from derive.records.entries import Model

ENTRY = Model(
    id="fc-network-input-not-counted",
    title="A fully connected network, its input not counted",
    letters={
        "N": "size: the height and the width of the image",
        "h": "size: the nodes of each hidden layer",
        "n": "size: the nodes of the output layer",
        "L": "size: the layers that have parameters",
    },
    equations=(r"Q = (h \cdot 3 N N + h) + (L - 2) (h h + h) + (n h + n)",),
    assumptions=(r"L \ge 2",),
    about="L − 1 hidden layers and the output: L − 2 steps from hidden to hidden.",
    source="torch",
)
