"""The gradient of the candidate."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.grad-g",
    title="The gradient of the candidate",
    model="lstm-loss",
    as_printed=r"\frac{\partial \mathcal{L}}{\partial q_t} = \frac{\partial \mathcal{L}}{\partial c_t} \odot i_t",
    as_meant=r"\frac{\partial \mathcal{L}}{\partial g_t} = \frac{\partial \mathcal{L}}{\partial c_t} \odot i_t",
    notation={
        r"\frac{\partial \mathcal{L}}{\partial c_t}": r"\frac{\partial L}{\partial c_k}",
        r"\frac{\partial \mathcal{L}}{\partial g_t}": r"\frac{\partial L}{\partial g_k}",
        r"\frac{\partial \mathcal{L}}{\partial q_t}": r"\frac{\partial L}{\partial q_k}",
        r"\odot": r"",
        r"i_t": r"i_k",
        r"g_t": r"g_k",
        r"c_t": r"c_k",
    },
    source="cse676-a1",
    place="2.9, eq. 8",
    line=178,
    remarks=(r"\(q_t\) occurs nowhere else; the gate is \(g_t\), as in the heading.",),
)
