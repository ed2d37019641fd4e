"""torch.nn.ConvTranspose1d."""

from derive.records.entries import Layer
from derive.records.sliding import Sliding

ALONG = Sliding(1, transposed=True)
ENTRY = Layer(
    id="transposed-conv1d",
    title="Transposed convolution along one axis",
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
    parameters={"weight": ("C", "F / G", *ALONG.kernel), "bias": ("F",)},
    optional=("bias",),
    operations={
        "multiplications": "C * (F / G) * H * K",
        "additions": "C * (F / G) * H * K",
    },
    requires={
        "mod(C, G) = 0": "the groups divide the channels",
        "mod(F, G) = 0": "the groups divide the filters",
    },
    documented=ALONG.documented,
    counted="F*(C/G)*K + F",
    source="torch",
    place="ConvTranspose1d: Shape, Variables",
)
