"""The rectified linear unit."""

from derive.records.entries import Model

ENTRY = Model(
    id="relu",
    title="The rectified linear unit",
    letters={"x": "real: the pre-activation"},
    equations=(r"\operatorname{ReLU}(x) = \max(x, 0)",),
    about="The positive part.",
)
