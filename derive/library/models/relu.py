"""The rectified linear unit."""

from derive.records.entries import Model

ENTRY = Model(
    id="relu",
    title="The rectified linear unit",
    letters={"x": "real: the pre-activation"},
    equations=(r"\operatorname{ReLU}(x) = \max(x, 0)",),
    about=r"The positive part: the identity where the unit is on, and zero where it is off. Its slope is 1 or 0, so that it does not shrink a gradient that passes through.",
)
