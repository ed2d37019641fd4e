"""Of the product … only the first factor was differentiated; the term with the derivative of the last is missing."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="product-rule-last-term",
    slip="last-product-term-left-out",
    sentence="of the product {what} only the first factor was differentiated; the term with the derivative of the last is missing",
    example=Example(
        asked="D(x^2*sin(x), x)",
        answer="2*x*sin(x)",
    ),
)
