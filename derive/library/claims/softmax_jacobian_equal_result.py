"""The result for i = k, labelled i = j."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softmax.jacobian-equal-result",
    title="Softmax: the result in the case of equal indices",
    model="softmax-capitals",
    lead=r"\frac{e^{\mathrm{Zi}}*SUM - e^{\mathrm{Zi}}e^{\mathrm{Zk}}}{SUM^{2}}",
    as_printed=r"= \frac{e^{\mathrm{Zi}} (SUM - e^{\mathrm{Zk}})}{SUM * SUM} = \mathrm{Pi} * (1-\mathrm{Pi})",
    assume=("i = j",),
    assume_meant=("i = k",),
    source="grad-problems",
    place="Problem 3(b), “for i=j case”, second line",
    line=92,
    part_of="softmax.jacobian",
    remarks=("Labelled “for i=j case”; k is meant.",),
)
