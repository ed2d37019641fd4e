"""The diagnostics: code, name, what it says. Each has a page, made from an example that the tests lint."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    """severity: error · warning · note. `example` and `instead` are Markdown documents."""

    id: str
    name: str
    severity: str
    what: str
    why: str
    example: str
    instead: str


_CODES = (
    Code(
        "D101", "wrong-step", "error",
        "The two sides differ: there is a point at which both have values, and the values are not equal.",
        "Everything that follows from a wrong line is unsupported, even where it happens to be right again.",
        r"$$(x + 1)^2 = x^2 + 1$$", r"$$(x + 1)^2 = x^2 + 2x + 1$$",
    ),
    Code(
        "D102", "carried-error", "note",
        "It follows from the line before, not from the first of the chain: an earlier error is carried on.",
        "It needs no repair of its own; it is right once the earlier line is.",
        "$$a = \\frac{64 - 3}{2}$$\n\n$$= \\frac{63}{2}$$\n\n$$= 31.5$$",
        "$$a = \\frac{64 - 3}{2}$$\n\n$$= \\frac{61}{2}$$\n\n$$= 30.5$$",
    ),
    Code(
        "D103", "wrong-digits", "error",
        "The number on the left does not round to the printed digits.",
        "A printed decimal stands for every number that rounds to it; later results inherit the slip.",
        "$$e^{3.5} = 33.1545$$", "$$e^{3.5} = 33.1155$$",
    ),
    Code(
        "D104", "truncated", "error",
        "The printed digits are the number's first digits, but it rounds to others: it was cut off.",
        "Cutting off doubles the largest error and always errs to the same side.",
        r"$$0.76 \cdot 1.368 = 1.039$$", r"$$0.76 \cdot 1.368 = 1.040$$",
    ),
    Code(
        "D105", "sizes-differ", "error",
        "The sizes of the matrices do not fit: of those written out, or by the shapes that the text gives.",
        "A product or sum of such matrices has no value, so nothing is said.",
        r"$$y = \begin{bmatrix} 1 & 2 & 3 \end{bmatrix} \begin{bmatrix} 4 \\ 5 \end{bmatrix} = 14$$",
        r"$$y = \begin{bmatrix} 1 & 2 \end{bmatrix} \begin{bmatrix} 4 \\ 5 \end{bmatrix} = 14$$",
    ),
    Code(
        "D106", "misplaced-brace", "error",
        "Below the ∂ stands a product with another derivative in it: a brace closes too late.",
        "One differentiates by a letter; as it is printed, the fraction says nothing.",
        r"$$\frac{dz}{dx} = \frac{dz}{dy \cdot \frac{dy}{dx}}$$",
        r"$$\frac{dz}{dx} = \frac{dz}{dy} \cdot \frac{dy}{dx}$$",
    ),
    Code(
        "D107", "index-not-in-sum", "warning",
        "The index of a sum does not occur in its terms, which have another one in its place.",
        "As printed, the sum is a multiple of one term. What follows is judged as printed; corrections are "
        "given for what was probably meant.",
        r"$$S = \sum_{i=1}^{n} e^{z_k}$$", r"$$S = \sum_{i=1}^{n} e^{z_i}$$",
    ),
    Code(
        "D201", "needs-condition", "warning",
        "This is false as it stands, and true under a condition on the data that the text does not state.",
        "A reader who does not share the assumption is misled; stating it makes the line right.",
        r"$$\sqrt{x^2} = x$$", r"Assume $x > 0$. Then $$\sqrt{x^2} = x$$",
    ),
    Code(
        "D202", "summation-convention", "warning",
        "This is true if the index that occurs twice is summed over; no sum is written.",
        "Without the convention stated, the right side depends on an index that the left side does not have.",
        "Let $u = \\sum_{i=1}^{n} a_i b_i$. Then $$u = a_i b_i$$",
        "Let $u = \\sum_{i=1}^{n} a_i b_i$. Then $$u = \\sum_{i=1}^{n} a_i b_i$$",
    ),
    Code(
        "D301", "undecided", "note",
        "The relation was read, and neither proved nor refuted.",
        "Undecided is no hint either way; the reason says what stood in the way.",
        r"$$\sum_{k=0}^{n} \binom{n}{k}^2 = \binom{2n}{n}$$", "",
    ),
    Code(
        "D401", "not-read", "note",
        "The formula, or a part of it, was not understood; the reason and the place are given.",
        "Nothing is guessed: a formula read wrongly would be judged wrongly.",
        r"$$f(x) = \weirdmacro{x}$$", "$$f(x) = x^2$$",
    ),
    Code(
        "D402", "not-defined", "note",
        "What the formula speaks of is not defined in the document, so it cannot be judged.",
        "∂L/∂w says nothing until the text says what L is.",
        r"$$\frac{\partial L}{\partial w} = 2 w$$",
        "Let $L = w^2$. Then $$\\frac{\\partial L}{\\partial w} = 2 w$$",
    ),
    Code(
        "D403", "not-a-claim", "note",
        "An omission (…), words in place of maths, or a question: no statement that could be judged.",
        "It is listed so that nothing is passed over in silence.",
        r"$$a \cdots b = c \cdots d$$",
        "",
    ),
)  # fmt: skip
CODES = {code.id: code for code in _CODES}
SEVERITIES = {"error": "refuted", "warning": "conditional"}
