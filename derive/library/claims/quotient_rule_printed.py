"""The quotient rule, as it is used for softmax."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="quotient-rule.printed",
    title="The quotient rule, as it is used for softmax",
    model="softmax-capitals",
    as_printed=r"f'(U/V) = \frac{Vf'(U) - Uf'(V)}{V^2}",
    notation={
        "f'(U/V)": r"\frac{\partial}{\partial Z_k}\left(\frac{e^{Z_i}}{SUM}\right)",
        "Vf'(U)": r"SUM \cdot \frac{\partial}{\partial Z_k} e^{Z_i}",
        "Uf'(V)": r"e^{Z_i} \cdot \frac{\partial SUM}{\partial Z_k}",
        "V^2": "SUM^2",
    },
    source="grad-problems",
    place="Problem 3(b)",
    line=85,
    remarks=(r"With \(U = e^{Z_i}\) and \(V = SUM\), the derivative being by \(Z_k\).",),
)
