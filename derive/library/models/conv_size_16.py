"""An output of 16 places, the input being sought."""

from derive.records.entries import Model

ENTRY = Model(
    id="conv-size-16",
    title="An output of 16 places",
    letters={"r": "integer: what the floor leaves over"},
    equations=("D = 3 * (16 - 1) + 9 - 2 * 1 + r",),
    assumptions=("0 <= r", "r < 3"),
    about="Window 9, padding 1, stride 3: ⌊(D − 7)/3⌋ + 1 = 16 says D − 7 = 3·15 + r with 0 ≤ r < 3.",
    source="torch",
)
