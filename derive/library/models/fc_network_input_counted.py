"""The same network, with the input counted as a layer."""

from derive.records.entries import Model

ENTRY = Model(
    id="fc-network-input-counted",
    title="A fully connected network, its input counted",
    letters={
        "N": "size: the height and the width of the image",
        "h": "size: the nodes of each hidden layer",
        "n": "size: the nodes of the output layer",
        "L": "size: the layers, the input among them",
    },
    equations=(r"Q = (h \cdot 3 N N + h) + (L - 3) (h h + h) + (n h + n)",),
    assumptions=(r"L \ge 3",),
    about="Input, L − 2 hidden layers, output: L − 3 times from hidden to hidden.",
    source="torch",
)
