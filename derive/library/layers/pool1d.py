"""torch.nn.MaxPool1d."""

from derive.records.entries import Layer
from derive.records.sliding import Sliding

ALONG = Sliding(1, added="places", by_window=True)
ENTRY = Layer(
    id="pool1d",
    title="Pooling along one axis",
    letters={"C": "size: the channels", **ALONG.letters},
    defaults=ALONG.defaults,
    words={"channels": ("C",), **ALONG.words},
    input=("C", *ALONG.input),
    output=("C", *ALONG.output),
    windows=ALONG.windows,
    operations={
        "comparisons": "C * Y * (K - 1)",
    },
    requires={
        "2 * P <= K": "the padding is at most half the window",
    },
    documented=ALONG.documented,
    counted="0",
    source="torch",
    place="MaxPool1d: Shape",
)
