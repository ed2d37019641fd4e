"""The last case line, labelled i = j."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softmax.jacobian-unequal-result",
    title="Softmax: the result in the case of different indices",
    model="softmax-capitals",
    lead=r"\frac{e^{\mathrm{Zi}} * SUM - e^{\mathrm{Zi}} e^{\mathrm{Zk}}}{SUM^2}",
    as_printed=r"= \frac{0 - e^{\mathrm{Zi}} e^{\mathrm{Zk}}}{SUM^2}",
    assume=("i = j",),
    as_meant=r"\frac{\partial Pi}{\partial Zk} = \frac{0 - e^{\mathrm{Zi}} e^{\mathrm{Zk}}}{SUM^2}",
    assume_meant=(r"i \neq k",),
    source="grad-problems",
    place="Problem 3(b), last case line",
    line=97,
    part_of="softmax.jacobian",
    remarks=("The line goes on from the wrong numerator, and is labelled “for i=j case”; i ≠ k is meant.",),
)
