"""An output of 16 places, the input being sought."""

from derive.records.entries import Model

ENTRY = Model(
    id="conv-size-16",
    title="An output of 16 places",
    letters={"D": "size: the size of the input"},
    equations=(),
    assumptions=(r"\left\lfloor \frac{D + 2 \cdot 1 - 9}{3} \right\rfloor + 1 = 16",),
    about="Window 9, padding 1, stride 3: the sizes D of the input that give an output of 16.",
    source="torch",
)
