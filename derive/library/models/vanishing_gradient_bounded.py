"""The gradient through T steps of a network of one unit, each step bounded."""

from derive.records.entries import Model

ENTRY = Model(
    id="vanishing-gradient-bounded",
    title="The gradient through T steps of one recurrent unit, each bounded",
    letters={
        "T": "size: the steps",
        "w": "real: the weight of the state",
        "s": r"real[T]: the slopes \(s_t = \sigma'(z_t)\) of the steps",
        "c": r"real: a bound of \(|w s_t|\) at every step",
        "t": "index 1..T",
    },
    assumptions=(
        "c > 0",
        r"|w s_t| \le c",
    ),
    equations=(r"J = \prod_{t=1}^{T} w s_t",),
    about=r"Step \(t\) is \(h_{t+1} = \sigma(z_t)\) with \(z_t = w h_t + x_t\), so each step multiplies the gradient by \(w s_t\); \(J\) is the derivative of the last state by the first.",
    source="pascanu",
)
