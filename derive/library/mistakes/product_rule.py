"""The derivative of the product … is not the product of the derivatives."""

from derive.records.entries import Example, Mistake

ENTRY = Mistake(
    id="product-rule",
    slip="product-of-derivatives",
    sentence="the derivative of the product {what} is not the product of the derivatives",
    example=Example(
        asked="D(x^2*exp(3*x), x)",
        answer="2*x*3*exp(3*x)",
    ),
)
