"""Shifted by its greatest score, a softmax has no exponential above one."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softmax.shift-bounds-exponents",
    title="With the greatest score taken off no exponential is above one",
    model="softmax",
    as_printed=r"\text{It helps in preventing numerical problems like overflow}",
    letters={"m": "real: the greatest score"},
    notation={r"\text{It helps in preventing numerical problems like overflow}": r"e^{z_i - m} \le 1"},
    assume=(r"z_i \le m",),
    source="cse676-a1",
    place="Part V.I, Task 6",
    line=137,
    part_of="softmax.shift-invariance",
    remarks=(r"The shift is by \(c = -m\): the value of the softmax stays, and nothing overflows.",),
)
