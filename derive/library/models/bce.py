"""L = −y log σ(z) − (1 − y) log(1 − σ(z))."""

from derive.records.entries import Model

ENTRY = Model(
    id="bce",
    title="Binary cross-entropy with logits",
    letters={"z": "real: the logit", "y": "real: the label, 0 or 1"},
    equations=(r"L = -y \log(\sigma(z)) - (1 - y) \log(1 - \sigma(z))",),
    about="The loss of a binary classifier whose score goes through a sigmoid.",
)
