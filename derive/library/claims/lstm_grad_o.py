"""The gradient of the output gate."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.grad-o",
    title="The gradient of the output gate",
    model="lstm-loss",
    as_printed=r"\frac{\partial \mathcal{L}}{\partial o_t} = \frac{\partial \mathcal{L}}{\partial h_t} \odot \tanh(c_t)",
    notation={
        r"\frac{\partial \mathcal{L}}{\partial h_t}": r"d_k",
        r"\frac{\partial \mathcal{L}}{\partial o_t}": r"\frac{\partial L}{\partial o_k}",
        r"\odot": r"",
        r"o_t": r"o_k",
        r"c_t": r"c_k",
        r"\tanh(c_t)": r"\tanh(c_k)",
    },
    source="cse676-a1",
    place="2.6, eq. 5",
    line=166,
)
