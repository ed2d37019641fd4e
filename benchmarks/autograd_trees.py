"""Random trees of matrices, vectors and numbers for `benchmarks.autograd`, with functions of entries.

Sums over axes, Hadamard quotients, powers of entries, diagonals, Kronecker and outer products, inverses,
determinants, norms, softmax of vectors and rows, log-sum-exp; shapes m × n and their like, m ≠ n.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

LETTERS = {
    "mn": ("A", "A", "D"), "nm": ("A.T", "D.T", "O2"), "mm": ("P", "P.T"), "nn": ("Q", "Q.T"),
    "np": ("B",), "pn": ("R", "B.T"), "mp": ("C",), "pm": ("C.T",), "pp": ("R@B",),
}  # fmt: skip
VECTORS = {"m": ("y",), "n": ("x", "w"), "p": ("z",)}
NAMES = ("A", "D", "O2", "P", "Q", "B", "R", "C", "x", "w", "y", "z", "c")
BOUNDED = ("tanh", "sigma", "sin", "cos", "atan")  # of anything
KINKED = (*BOUNDED, "softplus", "relu", "abs", "silu", "gelu")


def matrix(random: Random, rows: str, columns: str, depth: int) -> str:
    """A random expression of shape rows × columns."""
    if depth <= 0:
        return random.choice(LETTERS[rows + columns])

    def part() -> str:
        return matrix(random, rows, columns, depth - 1)

    inner = random.choice("mnp")
    made: dict[str, Callable[[], str]] = {
        "add": lambda: f"({part()} {random.choice('+-')} {part()})",
        "hadamard": lambda: f"hadamard({part()}, {part()})",
        "scale": lambda: f"({number(random, depth - 1)}*{part()})",
        "outer": lambda: f"outer({vector(random, rows, depth - 1)}, {vector(random, columns, depth - 1)})",
        "turned": lambda: f"({matrix(random, columns, rows, depth - 1)}).T",
        "function": lambda: f"{random.choice(KINKED)}({part()})",
        "exp": lambda: f"exp({random.choice(BOUNDED)}({part()}))",
        "over": lambda: f"({part()}/(2 + {random.choice(('sigma', 'cos'))}({part()})))",
        "square": lambda: f"({part()})^{random.choice((2, 3))}",
        "softmax": lambda: f"rowsoftmax({part()})",
        "product": lambda: _product(
            matrix(random, rows, inner, depth - 1), matrix(random, inner, columns, depth - 1)
        ),
    }
    if rows == columns:
        del made["over"]  # a quotient by a square matrix is not read
        made["diagonal"] = lambda: f"diag({vector(random, rows, depth - 1)})"
        made["inverse"] = lambda: f"inv({random.choice(BOUNDED)}({part()}) + 9*eye({rows}))"
        made["gram"] = lambda: _product(part(), f"({part()}).T")
    return made[random.choice(list(made))]()


def _product(left: str, right: str) -> str:
    return f"({left} @ {right})"


def _away(part: str, letter: str) -> str:
    """Not 0 everywhere, where a norm has no derivative: log softmax of one number is."""
    return f"{part} - 7/3*{letter}" if letter.isalpha() else f"{part} - 7/3*({letter})"


def vector(random: Random, size: str, depth: int) -> str:
    if depth <= 0:
        return random.choice(VECTORS[size])

    def part() -> str:
        return vector(random, size, depth - 1)

    inner = random.choice("mnp")
    made: dict[str, Callable[[], str]] = {
        "product": lambda: _product(matrix(random, size, inner, depth - 1), vector(random, inner, depth - 1)),
        "add": lambda: f"({part()} - {part()})",
        "hadamard": lambda: f"hadamard({part()}, {part()})",
        "scale": lambda: f"({number(random, depth - 1)}*{part()})",
        "diagonal": lambda: f"diag({matrix(random, size, size, depth - 1)})",
        "function": lambda: f"{random.choice(KINKED)}({part()})",
        "softmax": lambda: f"{random.choice(('softmax', 'log_softmax'))}({part()})",
        "rows": lambda: f"rowsum({matrix(random, size, inner, depth - 1)})",
        "columns": lambda: f"colsum({matrix(random, inner, size, depth - 1)})",
        "unit": lambda: f"({part()}/(1 + norm({_away(part(), VECTORS[size][0])})))",
        "solved": lambda: _product(
            f"inv({random.choice(BOUNDED)}({matrix(random, size, size, depth - 1)}) + 9*eye({size}))", part()
        ),
    }
    return made[random.choice(list(made))]()


def number(random: Random, depth: int) -> str:
    """A random expression whose value is a number."""
    if depth <= 0:
        return random.choice(("c", "2", "dot(x, w)", "tr(P)", "total(C)"))
    rows, columns = random.choice("mnp"), random.choice("mnp")

    def square() -> str:
        return matrix(random, rows, rows, depth - 1)

    def any_matrix() -> str:
        return matrix(random, rows, columns, depth - 1)

    def any_vector() -> str:
        return vector(random, rows, depth - 1)

    made: dict[str, Callable[[], str]] = {
        "trace": lambda: f"tr({square()})",
        "total": lambda: f"total({any_matrix()})",
        "form": lambda: f"dot({any_vector()}, {any_matrix()} @ {vector(random, columns, depth - 1)})",
        "dot": lambda: f"dot({any_vector()}, {any_vector()})",
        "norm": lambda: f"norm({_away(any_vector(), VECTORS[rows][0])})" + random.choice(("", "^2", "^3")),
        "frobenius": lambda: (
            f"norm({_away(any_matrix(), LETTERS[rows + columns][0])}, F)" + random.choice(("", "^2"))
        ),
        "logdet": lambda: f"log(det({random.choice(BOUNDED)}({square()}) + 9*eye({rows})))",
        "det": lambda: f"det({random.choice(BOUNDED)}({square()}) + 3*eye({rows}))",
        "function": lambda: f"{random.choice(BOUNDED)}({number(random, depth - 1)})",
        "quotient": lambda: f"({number(random, depth - 1)}/(2 + cos({number(random, depth - 1)})))",
        "logsumexp": lambda: f"logsumexp({any_vector()})",
        "kron": lambda: f"tr(kron({square()}, {matrix(random, columns, columns, depth - 1)}))",
        "weighted": lambda: f"total(hadamard({any_matrix()}, {any_matrix()}))",
        "product": lambda: f"{number(random, depth - 1)}*{number(random, depth - 1)}",
    }
    return made[random.choice(list(made))]()


def tree(random: Random) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """A number-valued formula, the letters in it, no equations."""
    while True:
        text = number(random, random.choice((1, 2, 2, 3)))
        words = text.replace(".T", "")
        found = tuple(n for n in NAMES if _stands_in(n, words))
        if found and found != ("c",):
            return text, found, ()


def _stands_in(name: str, text: str) -> bool:
    start = text.find(name)
    while start >= 0:
        around = text[max(start - 1, 0) : start] + text[start + len(name) : start + len(name) + 1]
        if not any(c.isalnum() or c == "_" for c in around):
            return True
        start = text.find(name, start + 1)
    return False
