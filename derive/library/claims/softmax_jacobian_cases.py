"""∂P_i/∂Z_k by cases and with Kronecker's delta, as printed."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softmax.jacobian-cases",
    title="The Jacobian of softmax, by cases",
    model="softmax-capitals",
    as_printed=r"""\frac{\partial Pi}{\partial Zk} = \begin{cases} Pi * (1 - Pi), & i = j \\ - Pi * Pk, & i \neq j \end{cases}
= Pi (\delta ik - Pk)""",
    as_meant=r"""\frac{\partial Pi}{\partial Zk} = \begin{cases} Pi * (1 - Pi), & i = k \\ - Pi * Pk, & i \neq k \end{cases}
= Pi (\delta ik - Pk)""",
    notation={r"\delta ik": r"\delta_{ik}"},
    source="grad-problems",
    place="Problem 3(b), last display",
    line=103,
    part_of="softmax.jacobian",
    remarks=("The cases are labelled by j, which does not occur; k is meant.",),
)
