"""p_i > 0."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softmax.positive",
    title="A softmax is positive",
    model="softmax-capitals",
    as_printed=r"\frac{e^{\mathrm{Zi}}}{\sum_{i=1}^k e^{\mathrm{Zk}}} \text{ will always have to be greater than } 0",
    as_meant=r"\frac{e^{\mathrm{Zi}}}{\sum_{j=1}^k e^{\mathrm{Zj}}} \text{ will always have to be greater than } 0",
    notation={"k": "n", r"\mathrm{Zk}": "Z_n", r"\text{ will always have to be greater than }": ">"},
    source="grad-problems",
    place="Problem 3(a), in words",
    line=73,
    part_of="softmax.range",
)
