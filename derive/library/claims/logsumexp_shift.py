"""log Σ e^{z_j} = c + log Σ e^{z_j − c}."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="logsumexp.shift",
    title="Log-sum-exp under a shift",
    model="logsumexp",
    as_printed=r"\log \sum_{j=1}^{n} e^{z_j} = c + \log \sum_{j=1}^{n} e^{z_j - c}",
    source="dlbook",
    place="§4.1, in words",
)
