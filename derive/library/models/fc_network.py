"""A fully connected network on an image of three channels."""

from derive.records.entries import Model

ENTRY = Model(
    id="fc-network",
    title="A fully connected network",
    letters={
        "N": "size: the height and the width of the image",
        "h": "size: the nodes of each hidden layer",
        "n": "size: the nodes of the output layer",
        "L": "size: the layers that have parameters",
    },
    equations=(r"f = h \cdot 3 N N + h", "g = (L - 2) (h h + h)", "k = n h + n", "Q = f + g + k"),
    assumptions=(r"L \ge 2",),
    about="L layers with parameters: from the image to the first hidden layer, L − 2 times from hidden to hidden, and to the output. A linear layer from a to b nodes has a b × a weight and b biases.",
    source="torch",
)
