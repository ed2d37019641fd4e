"""torch.nn.TransformerDecoderLayer."""

from derive.records.entries import Layer, Part

ENTRY = Layer(
    id="transformer-decoder-layer",
    title="A layer of the decoder of a transformer",
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
        Part("attention", "heads=N"),
        Part("layernorm"),
        Part("positionwise", "nodes=F"),
        Part("relu"),
        Part("positionwise", "nodes=D"),
        Part("layernorm"),
    ),
    requires={"mod(D, N) = 0": "the heads divide the features"},
    counted="2*(4*(D*D + D) + 2*D) + (D*F + F) + (F*D + D) + 2*D",
    about="The second attention looks at the encoder's output, of the same length and features here.",
    source="torch",
    place="TransformerDecoderLayer: Parameters",
)
