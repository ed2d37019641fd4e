"""The shape of the variance after a fully connected layer."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="batchnorm.linear-variance-shape",
    title="The shape of the variance after a fully connected layer",
    model="batchnorm-shapes",
    as_printed=r"\text{the shape of the variance tensor would be } (1 * C)",
    notation={r"\text{the shape of the variance tensor would be }": "E =", "(1 * C)": r"1 \cdot C"},
    source="csce636-a2",
    place="4) a)",
    line=118,
)
