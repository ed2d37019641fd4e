"""Of the product … only the last factor was differentiated; the term with the derivative of the first is missing."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="product-rule-first-term",
    slip="first-product-term-left-out",
    sentence="of the product {what} only the last factor was differentiated; the term with the derivative of the first is missing",
    example=Example(
        asked="D(x^2*sin(x), x)",
        answer="x^2*cos(x)",
    ),
)
