"""The gradient of the cell state."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.grad-c",
    title="The gradient of the cell state",
    model="lstm-loss",
    as_printed=r"\frac{\partial \mathcal{L}}{\partial c_t} = \frac{\partial \mathcal{L}}{\partial h_t} \odot o_t \odot (1 - \tanh^2(c_t))",
    notation={
        r"\frac{\partial \mathcal{L}}{\partial c_t}": r"\frac{\partial L}{\partial c_k}",
        r"\frac{\partial \mathcal{L}}{\partial h_t}": r"d_k",
        r"\odot": r"",
        r"o_t": r"o_k",
        r"c_t": r"c_k",
        r"\tanh^2(c_t)": r"\tanh(c_k)^2",
    },
    source="cse676-a1",
    place="2.5, eq. 4",
    line=162,
    remarks=(
        r"For a loss that meets \(c_t\) through \(h_t\) only, as the loss of step t does. Where later steps have losses too, \(\frac{\partial \mathcal{L}}{\partial c_{t+1}} \odot f_{t+1}\) is added.",
    ),
)
