"""torch.nn.MaxPool2d."""

from derive.records.entries import Layer
from derive.records.sliding import Sliding

ALONG = Sliding(2, added="places", by_window=True)
ENTRY = Layer(
    id="pool2d",
    title="Pooling along two axes",
    letters={"C": "size: the channels", **ALONG.letters},
    defaults=ALONG.defaults,
    words={"channels": ("C",), **ALONG.words},
    input=("C", *ALONG.input),
    output=("C", *ALONG.output),
    windows=ALONG.windows,
    operations={
        "comparisons": "C * Y * X * (K * L - 1)",
    },
    requires={
        "2 * P <= K": "the padding is at most half the window",
        "2 * Q <= L": "the padding is at most half the window",
    },
    documented=ALONG.documented,
    counted="0",
    source="torch",
    place="MaxPool2d: Shape",
)
