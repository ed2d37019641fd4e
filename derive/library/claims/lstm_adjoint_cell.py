"""μ_{t+1}: through the hidden state, and carried by the forget gate."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.adjoint-cell",
    title="The recurrence of the adjoint of the cell state",
    model="lstm",
    as_printed=r"\frac{\partial E}{\partial c_{s+1,k}} = \lambda_{s+1,k} o_{sk} (1 - \tanh^2(c_{s+1,k})) + \mu_{s+2,k} f_{s+1,k} [s + 1 \le T]",
    source="torch",
    place="LSTM: the formulas, differentiated",
    remarks=(
        "The second term is the carry term: the gradient passes to the earlier cell state through the forget gate alone. At the last step it is absent.",
    ),
    about=r"The last term is the carry term: the gradient of the next cell state, multiplied by the forget gate only, with no matrix and no slope.",
)
