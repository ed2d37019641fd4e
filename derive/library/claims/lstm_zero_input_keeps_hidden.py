"""With input 0 the hidden state stays."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.zero-input-keeps-hidden",
    title="With input 0 the hidden state stays",
    model="lstm-cell-zero-input",
    as_printed=r"\text{If } x_t \text{ is the 0 vector, then } h_t = h_{t-1}",
    notation={r"\text{If } x_t \text{ is the 0 vector, then } h_t = h_{t-1}": "q_j = h_j"},
    source="cnn-a4",
    place="3 (a)",
    line=80,
    denied=True,
    remarks=(
        "The answer “False” is right; the reasons that the document gives for it are not, and are judged apart.",
    ),
)
