"""The last row of the matrix product; its sum leaves out the wrong term."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="cross-entropy.last-row",
    title="Cross-entropy: the last row",
    model="cross-entropy-capitals",
    lead=r"\frac{\partial L}{\partial Zk}",
    as_printed=r"= -Yk + YK.PK + \sum_{i\neq 1}^{k} Yi.Pk = -Yk + PK\sum_{i=1}^{k} Yi = -YK + PK",
    as_meant=r"= -Yk + YK.PK + \sum_{i\neq k}^{k} Yi.Pk = -Yk + PK\sum_{i=1}^{k} Yi = -YK + PK",
    notation={"Zk": "Z_n", "Yk": "Y_n", "YK": "Y_n", "Pk": "P_n", "PK": "P_n", "k": "n", ".": r"\cdot"},
    assume=(r"\sum_{i=1}^{n} Y_i = 1",),
    source="grad-problems",
    place="Problem 3(c), last row",
    line=124,
    part_of="cross-entropy.gradient",
    remarks=("The last row leaves out i = 1; the term that is apart is i = k.",),
)
