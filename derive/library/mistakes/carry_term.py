"""… was held constant, but it depends on what one differentiates by: its term is missing."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="carry-term",
    slip="dependence-left-out",
    sentence="{what} was held constant, but it depends on what one differentiates by: its term is missing",
    example=Example(
        asked="D(c, h)",
        answer="p*f*(1 - f)*u",
        define=("f = 1/(1 + exp(-u*h))", "i = tanh(v*h)", "c = f*p + i*g"),
    ),
)
