"""The derivative of … itself is missing; only its inside was differentiated."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="outer-derivative",
    slip="outer-derivative-left-out",
    sentence="the derivative of {what} itself is missing; only its inside was differentiated",
    example=Example(
        asked="D(tanh(w*x + b), w)",
        answer="x",
    ),
)
