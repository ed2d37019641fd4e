"""torch.nn.TransformerEncoderLayer."""

from derive.records.entries import Layer, Part

ENTRY = Layer(
    id="transformer-encoder-layer",
    title="A layer of the encoder of a transformer",
    letters={
        "T": "size: the length",
        "D": "size: the features",
        "N": "size: the heads",
        "F": "size: the nodes inside",
    },
    words={"length": ("T",), "features": ("D",), "heads": ("N",), "inside": ("F",)},
    defaults={"T": "1", "N": "1", "F": "2048"},
    input=("T", "D"),
    output=("T", "D"),
    parts=(
        Part("attention", "heads=N"),
        Part("layernorm"),
        Part("positionwise", "nodes=F"),
        Part("relu"),
        Part("positionwise", "nodes=D"),
        Part("layernorm"),
    ),
    requires={"mod(D, N) = 0": "the heads divide the features"},
    counted="4*(D*D + D) + 2*D + (D*F + F) + (F*D + D) + 2*D",
    about="Each sum with the input of its part has no parameters and is not counted.",
    source="torch",
    place="TransformerEncoderLayer: Parameters",
)
