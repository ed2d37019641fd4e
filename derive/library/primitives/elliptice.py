"""Complete elliptic integral of the second kind, of the parameter m."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="elliptice",
    parameters="m",
    latex=r"\operatorname{ellipticE}",
    title="complete elliptic integral of the second kind, of the parameter m",
    derivative=("(elliptice(m) - elliptick(m))/(2*m)",),
    domain=("m <= 1",),
    smooth=("m != 0", "m < 1"),
    aliases=("elliptic_e",),
)
