"""torch.nn.Conv2d."""

from derive.records.entries import Layer
from derive.records.sliding import Sliding

ALONG = Sliding(2)
ENTRY = Layer(
    id="conv2d",
    title="Convolution along two axes",
    letters={
        "C": "size: the channels of the input",
        "F": "size: the filters, one for each channel of the output",
        **ALONG.letters,
        "G": "size: the groups",
    },
    defaults={**ALONG.defaults, "G": "1"},
    words={"channels": ("C",), "filters": ("F",), "groups": ("G",), **ALONG.words},
    input=("C", *ALONG.input),
    output=("F", *ALONG.output),
    windows=ALONG.windows,
    parameters={"weight": ("F", "C / G", *ALONG.kernel), "bias": ("F",)},
    optional=("bias",),
    sums=("C / G", *ALONG.kernel),
    requires={
        "mod(C, G) = 0": "the groups divide the channels",
        "mod(F, G) = 0": "the groups divide the filters",
    },
    documented=ALONG.documented,
    counted="F*(C/G)*K*L + F",
    source="torch",
    place="Conv2d: Shape, Variables",
)
