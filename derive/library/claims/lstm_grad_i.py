"""The gradient of the input gate."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.grad-i",
    title="The gradient of the input gate",
    model="lstm-loss",
    as_printed=r"\frac{\partial \mathcal{L}}{\partial i_t} = \frac{\partial \mathcal{L}}{\partial c_t} \odot g_t",
    notation={
        r"\frac{\partial \mathcal{L}}{\partial c_t}": r"\frac{\partial L}{\partial c_k}",
        r"\frac{\partial \mathcal{L}}{\partial i_t}": r"\frac{\partial L}{\partial i_k}",
        r"\odot": r"",
        r"i_t": r"i_k",
        r"g_t": r"g_k",
        r"c_t": r"c_k",
    },
    source="cse676-a1",
    place="2.7, eq. 6",
    line=170,
)
