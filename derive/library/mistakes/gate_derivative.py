"""The derivative of the gate … is missing; only its inside was differentiated."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="gate-derivative",
    slip="gate-derivative-left-out",
    sentence="the derivative of the gate {what} is missing; only its inside was differentiated",
    example=Example(
        asked="D(h, w)",
        answer="x*c",
        define=("o = sigma(w*x + b)", "h = o*c"),
    ),
)
