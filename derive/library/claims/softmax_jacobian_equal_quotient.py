"""The quotient rule for i = k, labelled i = j."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softmax.jacobian-equal-quotient",
    title="Softmax: the quotient rule in the case of equal indices",
    model="softmax-capitals",
    as_printed=r"\frac{\partial Pi}{\partial Zk} = \frac{e^{\mathrm{Zi}}*SUM - e^{\mathrm{Zi}}e^{\mathrm{Zk}}}{SUM^{2}}",
    assume=("i = j",),
    assume_meant=("i = k",),
    source="grad-problems",
    place="Problem 3(b), “for i=j case”, first line",
    line=83,
    part_of="softmax.jacobian",
    remarks=("Labelled “for i=j case”; k is meant.",),
)
