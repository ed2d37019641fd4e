"""The gradient of the forget gate."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.grad-f",
    title="The gradient of the forget gate",
    model="lstm-loss",
    as_printed=r"\frac{\partial \mathcal{L}}{\partial f_t} = \frac{\partial \mathcal{L}}{\partial c_t} \odot c_{t-1}",
    notation={
        r"\frac{\partial \mathcal{L}}{\partial c_t}": r"\frac{\partial L}{\partial c_k}",
        r"\frac{\partial \mathcal{L}}{\partial f_t}": r"\frac{\partial L}{\partial f_k}",
        r"\odot": r"",
        r"c_t": r"c_k",
        r"c_{t-1}": r"b_k",
    },
    source="cse676-a1",
    place="2.8, eq. 7",
    line=174,
)
