"""A product of matrices stands where the product of entries is meant, or the other way round, at …."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="products-exchanged",
    slip="products-exchanged",
    sentence="a product of matrices stands where the product of entries is meant, or the other way round, at {what}",
    example=Example(
        asked="(A@B).T",
        answer="hadamard(B.T, A.T)",
        shapes=("A: n,n", "B: n,n"),
    ),
)
