"""SiLU′(x) = SiLU(x) + σ(x)(1 − SiLU(x))."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="silu.derivative",
    title="The derivative of SiLU",
    model="silu",
    words=("sigma", "silu"),
    as_printed=r"f'(x) = \sigma(x) + x \cdot \sigma(x) (1 - \sigma(x)) = f(x) + \sigma(x) (1 - f(x))",
    target=r"\frac{d}{dx} \operatorname{SiLU}(x)",
    notation={"f'(x)": r"\frac{d}{dx} \operatorname{SiLU}(x)", "f(x)": r"\operatorname{SiLU}(x)"},
    source="swish",
    place="§2",
    remarks=("Printed with a factor β inside the sigmoid; read for β = 1.",),
)
