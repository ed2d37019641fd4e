"""Greatest integer not above x."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="floor",
    parameters="x",
    latex=r"\operatorname{floor}",
    title="greatest integer not above x",
    derivative=("0",),
    smooth=("x != floor(x)",),
    numpy="np.floor",
    torch="torch.floor",
)
