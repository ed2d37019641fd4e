"""The quotient rule for i ≠ k, with the wrong first term."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softmax.jacobian-unequal-quotient",
    title="Softmax: the quotient rule in the case of different indices",
    model="softmax-capitals",
    as_printed=r"\frac{\partial Pi}{\partial Zk} = \frac{e^{\mathrm{Zi}} * SUM - e^{\mathrm{Zi}} e^{\mathrm{Zk}}}{SUM^2}",
    as_meant=r"\frac{\partial Pi}{\partial Zk} = \frac{0 * SUM - e^{\mathrm{Zi}} e^{\mathrm{Zk}}}{SUM^2}",
    assume=(r"i \neq j",),
    assume_meant=(r"i \neq k",),
    source="grad-problems",
    place="Problem 3(b), “for i≠j case”",
    line=94,
    part_of="softmax.jacobian",
    remarks=("For different indices the derivative of the numerator is 0.",),
)
