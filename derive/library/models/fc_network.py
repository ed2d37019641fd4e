"""A fully connected network on an image of three channels, the input counted as a layer."""

from derive.records.entries import Model

ENTRY = Model(
    id="fc-network",
    title="A fully connected network",
    letters={
        "N": "size: the height and the width of the image",
        "h": "size: the nodes of each hidden layer",
        "n": "size: the nodes of the output layer",
        "L": "size: the layers, the input among them",
    },
    equations=(r"f = h \cdot 3 N N + h", "g = (L - 3) (h h + h)", "k = n h + n", "Q = f + g + k"),
    assumptions=(r"L \ge 3",),
    about="L layers with the input counted: the input, L − 2 hidden layers, the output. So there is one step from the image to the first hidden layer, there are L − 3 steps from hidden to hidden, and one to the output. A linear layer from a to b nodes has a b × a weight and b biases.",
    source="torch",
)
