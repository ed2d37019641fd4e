"""The gradient of the hidden state before."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="lstm.grad-h",
    title="The gradient of the hidden state before",
    model="lstm-gates-loss",
    as_printed=r"\frac{\partial \mathcal{L}}{\partial h_{t-1}} = W_h^T \begin{bmatrix} \frac{\partial \mathcal{L}}{\partial t_t} \\ \frac{\partial \mathcal{L}}{\partial f_t} \\ \frac{\partial \mathcal{L}}{\partial o_t} \\ \frac{\partial \mathcal{L}}{\partial g_t} \end{bmatrix}",
    as_meant=r"\frac{\partial \mathcal{L}}{\partial h_{t-1}} = W_h^T \begin{bmatrix} \frac{\partial \mathcal{L}}{\partial i_t} \odot i_t \odot (1 - i_t) \\ \frac{\partial \mathcal{L}}{\partial f_t} \odot f_t \odot (1 - f_t) \\ \frac{\partial \mathcal{L}}{\partial o_t} \odot o_t \odot (1 - o_t) \\ \frac{\partial \mathcal{L}}{\partial g_t} \odot (1 - g_t^2) \end{bmatrix}",
    notation={
        r"W_h^T \begin{bmatrix} \frac{\partial \mathcal{L}}{\partial i_t} \odot i_t \odot (1 - i_t) \\ \frac{\partial \mathcal{L}}{\partial f_t} \odot f_t \odot (1 - f_t) \\ \frac{\partial \mathcal{L}}{\partial o_t} \odot o_t \odot (1 - o_t) \\ \frac{\partial \mathcal{L}}{\partial g_t} \odot (1 - g_t^2) \end{bmatrix}": r"\sum_{j=1}^{H} (A_{jk} a_j i_j (1 - i_j) + B_{jk} b_j f_j (1 - f_j) + Q_{jk} q_j o_j (1 - o_j) + R_{jk} r_j (1 - g_j^2))",
        r"\frac{\partial \mathcal{L}}{\partial h_{t-1}}": r"\frac{\partial L}{\partial p_k}",
        r"W_h^T \begin{bmatrix} \frac{\partial \mathcal{L}}{\partial t_t} \\ \frac{\partial \mathcal{L}}{\partial f_t} \\ \frac{\partial \mathcal{L}}{\partial o_t} \\ \frac{\partial \mathcal{L}}{\partial g_t} \end{bmatrix}": r"\sum_{j=1}^{H} (A_{jk} a_j + B_{jk} b_j + Q_{jk} q_j + R_{jk} r_j)",
    },
    source="cse676-a1",
    place="2.10, eq. 9",
    line=184,
    remarks=(
        r"The slopes of the gates are left out: \(W_h^T\) takes the gradients by the pre-activations, \(\sigma^{\prime} = i_t (1 - i_t)\) and so on, and \(1 - g_t^2\) for the candidate.",
        r"The print has \(t_t\) for \(i_t\).",
    ),
)
