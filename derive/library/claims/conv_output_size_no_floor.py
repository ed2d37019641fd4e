"""The output size, without a floor."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.output-size-no-floor",
    title="The output size, without a floor",
    model="conv-size",
    as_printed=r"Output = \frac{(I-K+2P)}{S} + 1",
    as_meant=r"Output = \left\lfloor \frac{(I-K+2P)}{S} \right\rfloor + 1",
    notation={"Output": "O"},
    source="cse676-a1",
    place="1.1 and 1.3",
    line=15,
    remarks=("Where S does not divide I − K + 2P, the last window would not fit: the size is rounded down.",),
)
