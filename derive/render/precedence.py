"""How strongly each form binds, and the symbols it is printed with: the tables of the printers."""

from __future__ import annotations

OR, AND, NOT, RELATION, SUM, SIGN, ELEMENTWISE, QUOTIENT, PRODUCT, POWER, ATOM = (
    2,
    4,
    6,
    8,
    20,
    25,
    28,
    29,
    30,
    50,
    100,
)

LATEX_RELATIONS = {
    "eq": "=",
    "ne": r"\neq",
    "lt": "<",
    "le": r"\le",
    "gt": ">",
    "ge": r"\ge",
    "approx": r"\approx",
}
LATEX_RELATIONS |= {
    "in": r"\in",
    "notin": r"\notin",
    "subset": r"\subset",
    "sim": r"\sim",
    "propto": r"\propto",
}
LATEX_RELATIONS |= {"ll": r"\ll", "gg": r"\gg", "mapsto": r"\mapsto", "maps_from": ":", "maps_to": r"\to"}
PLAIN_RELATIONS = {"eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
PLAIN_WORDS = {
    "trace": "tr",
    "det": "det",
    "diag": "diag",
    "tril": "tril",
    "triu": "triu",
    "vec": "vec",
    "inverse": "inv",
    "dot": "dot",
    "outer": "outer",
}
PLAIN_WORDS |= {
    "hadamard": "hadamard",
    "hadamard_div": "oslash",
    "otimes": "otimes",
    "star": "star",
    "bigcirc": "bigcirc",
    "total": "total",
    "tril": "tril",
    "triu": "triu",
    "vec": "vec",
}
LATEX_LOGIC = {"and": r" \text{ and } ", "or": r" \text{ or } "}
LATEX_BIG = {"sum": r"\sum", "prod": r"\prod"}
PLAIN_BIG = {"sum": "Sum", "prod": "Product"}
LATEX_CONSTANTS = {"pi": r"\pi", "e": "e", "inf": r"\infty", "i": "i"}
PLAIN_CONSTANTS = {"pi": "pi", "e": "e", "inf": "oo", "i": "i"}
FENCES = {"abs": ("|", "|"), "floor": (r"\lfloor ", r" \rfloor"), "ceil": (r"\lceil ", r" \rceil")}
ACCENTS = {"hat": r"\hat", "tilde": r"\tilde", "bar": r"\bar", "dot": r"\dot", "vec": r"\vec"}
GREEK = frozenset(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi "
    "chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split()
)
GREEK_COMMANDS = {
    **{g: "\\" + g for g in sorted(GREEK)},
    "ell": r"\ell",
    "hbar": r"\hbar",
    "epsilon": r"\varepsilon",
}
INDEX_NAMES = ("i", "j", "k", "l", "m", "p", "q", "r", "s", "t", "u", "v", "w")
