"""z − zy + log(1 + e^{−z}), the form that is computed."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="bce.stable-form",
    title="Binary cross-entropy without overflow",
    model="bce",
    lead="L",
    as_printed=r"= z - z y + \log(1 + e^{-z}) = \max(z, 0) - z y + \log(1 + e^{-|z|})",
    source="tensorflow",
    place="tf.nn.sigmoid_cross_entropy_with_logits",
    remarks=(r"The source writes \(x\) for the logit and \(z\) for the label.",),
)
