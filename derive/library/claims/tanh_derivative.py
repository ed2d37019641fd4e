"""tanh′ = 1 − tanh², with every printed step."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh.derivative",
    title="The derivative of tanh",
    model="tanh",
    as_printed=r"""\frac{\partial \tanh(x)}{\partial x} &= \frac{\partial}{\partial x} \left( \frac{e^x - e^{-x}}{e^x + e^{-x}} \right) \\
 &= \frac{\partial (e^x - e^{-x})}{\partial x} \cdot \frac{1}{e^x + e^{-x}} + (e^x - e^{-x}) \frac{\partial}{\partial x} \left( \frac{1}{e^x + e^{-x}} \right) \\
 &= (e^x + e^{-x}) \frac{1}{e^x + e^{-x}} + (e^x - e^{-x}) \left( \frac{-1}{(e^x + e^{-x})^2} \right) \frac{\partial (e^x + e^{-x})}{\partial x} \\
 &= 1 + (e^x - e^{-x}) \cdot \left( \frac{-1}{(e^x + e^{-x})^2} \right) (e^x - e^{-x}) \\
 &= 1 - \frac{(e^x - e^{-x})^2}{(e^x + e^{-x})^2} \\
 &= 1 - \left( \frac{e^x - e^{-x}}{e^x + e^{-x}} \right)^2 \\
 &= 1 - (\tanh(x))^2""",
    source="csce636-a2",
    place="1), first display",
    line=9,
    words=("tanh",),
    about=r"The derivative is written in the function's own value, which the forward pass has at hand. It is at most 1, and close to 0 wherever tanh is close to −1 or 1.",
)
