"""The cell state one step earlier."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.c-prev-expanded",
    title="The cell state one step earlier",
    model="lstm-earlier-step",
    as_printed=r"c_{t-1} = f_{t-1} \circ c_{t-2} + i_{t-1} \circ \tanh(W^c x_{t-1} + U^c h_{t-2})",
    notation={
        r"c_{t-1}": r"c_j",
        r"c_{t-2}": r"b_j",
        r"f_{t-1}": r"f_j",
        r"i_{t-1}": r"i_j",
        r"\circ": r"",
        r"W^c x_{t-1} + U^c h_{t-2}": r"\sum_{l=1}^{m} W_{jl} x_l + \sum_{q=1}^{d} U_{jq} g_q",
    },
    source="tpdl-hw8",
    place="1.1",
    line=7,
)
