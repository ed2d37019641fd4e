"""σ′ = σ(1 − σ), with every printed step."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="sigmoid.derivative",
    title="The derivative of the sigmoid",
    model="sigmoid",
    as_printed=r"""\frac{d\sigma(z)}{dz} = \frac{1}{e^z} \cdot \frac{1}{(1 + e^{-z})^2}
= \frac{1}{1 + e^{-z}} \cdot \frac{e^{-z}}{1 + e^{-z}}
= \sigma(z) \left(\frac{1 + e^{-z}}{1 + e^{-z}} - \frac{1}{1 + e^{-z}}\right)
= \sigma(z)(1 - \sigma(z))""",
    source="tpdl-hw8",
    place="§1.3, eq. (6)",
    line=42,
    words=("sigma",),
    about=r"The derivative is written in the function's own value, which the forward pass has at hand. It is at most \(\frac{1}{4}\), and close to 0 wherever the sigmoid is close to 0 or 1.",
)
