"""The parameters of a convolution."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.parameter-count",
    title="The parameters of a convolution",
    model="conv-counts",
    as_printed=r"\text{Total parameters = }(K \times K \times C) \times F + B",
    define=("Q = F * C * K * K + B",),
    notation={r"\text{Total parameters = }": "Q ="},
    source="cse676-a1",
    place="1.2 and 1.4",
    line=41,
    remarks=("B is the number of biases, one for each filter.",),
)
