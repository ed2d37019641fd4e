"""GELU′(x) = Φ(x) + x φ(x)."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="gelu.derivative",
    title="The derivative of GELU",
    model="gelu",
    as_printed=r"\frac{d}{dx} \operatorname{GELU}(x) = \frac{1}{2} \left(1 + \operatorname{erf}\left(\frac{x}{\sqrt{2}}\right)\right) + \frac{x}{\sqrt{2 \pi}} e^{-x^2/2}",
    source="gelu",
    place="§2, differentiated",
)
