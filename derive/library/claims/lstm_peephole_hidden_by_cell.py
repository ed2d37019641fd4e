"""∂h_t/∂c_t."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm-peephole.hidden-by-cell",
    title="The hidden state by the new cell state, with peepholes",
    model="lstm-peephole",
    as_printed=r"\frac{\partial y_j}{\partial q_k} = (o_j (1 - \tanh^2(q_j)) + w_j o_j (1 - o_j) \tanh(q_j)) \delta_{jk}",
    source="gers",
    place="the equations, differentiated",
    words=("o",),
)
