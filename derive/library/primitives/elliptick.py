"""Complete elliptic integral of the first kind, of the parameter m."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="elliptick",
    parameters="m",
    latex=r"\operatorname{ellipticK}",
    title="complete elliptic integral of the first kind, of the parameter m",
    derivative=("(elliptice(m) - (1 - m)*elliptick(m))/(2*m*(1 - m))",),
    domain=("m < 1",),
    smooth=("m != 0",),
    aliases=("elliptic_k",),
)
