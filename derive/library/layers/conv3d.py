"""torch.nn.Conv3d."""

from derive.records.entries import Layer
from derive.records.sliding import Sliding

ALONG = Sliding(3)
ENTRY = Layer(
    id="conv3d",
    title="Convolution along three axes",
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
    counted="F*(C/G)*K*L*M + F",
    source="torch",
    place="Conv3d: Shape, Variables",
)
