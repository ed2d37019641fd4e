"""The derivative of the hidden state by the one before it."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.dh-dh",
    title="The derivative of the hidden state by the one before it",
    model="lstm-hidden",
    as_printed=r"\frac{\partial h_t}{\partial h_{t-1}} = \frac{\partial o_t}{\partial h_{t-1}} \circ \tanh(c_t) + o_t \circ \left( \left[ c_{t-1} \circ \frac{\partial f_t}{\partial h_{t-1}} + i_t \circ \frac{\partial u_t}{\partial h_{t-1}} + u_t \circ \frac{\partial i_t}{\partial h_{t-1}} \right] (1 - \tanh^2(c_t)) \right)",
    notation={
        r"\frac{\partial h_t}{\partial h_{t-1}}": r"\frac{\partial q_j}{\partial h_k}",
        r"\frac{\partial o_t}{\partial h_{t-1}}": r"\frac{\partial o_j}{\partial h_k}",
        r"\frac{\partial f_t}{\partial h_{t-1}}": r"\frac{\partial f_j}{\partial h_k}",
        r"\frac{\partial u_t}{\partial h_{t-1}}": r"\frac{\partial u_j}{\partial h_k}",
        r"\frac{\partial i_t}{\partial h_{t-1}}": r"\frac{\partial i_j}{\partial h_k}",
        r"\circ": r"",
        r"\tanh^2(c_t)": r"\tanh(c_j)^2",
        r"h_t": r"q_j",
        r"c_t": r"c_j",
        r"c_{t-1}": r"b_j",
        r"o_t": r"o_j",
        r"f_t": r"f_j",
        r"i_t": r"i_j",
        r"u_t": r"u_j",
    },
    source="tpdl-hw8",
    place="1.2",
    line=38,
    remarks=(
        r"Read entry by entry: a vector \(v\) before a Jacobian \(J\), \(v \circ J\), multiplies its rows, \(\operatorname{diag}(v) J\).",
    ),
)
