"""The output size, printed between bars."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.output-size-bars",
    title="The output size, printed between bars",
    model="conv-size",
    as_printed=r"D_{out} = \left| \frac{D_{in} + 2P - k}{S} + 1 \right|",
    as_meant=r"D_{out} = \left\lfloor \frac{D_{in} + 2P - k}{S} + 1 \right\rfloor",
    notation={"D_{out}": "O", "D_{in}": "I", "k": "K"},
    source="tpdl-hw8",
    place="eq. (8)",
    line=75,
    remarks=("The bars are probably floor signs: the numbers that follow are rounded down.",),
)
