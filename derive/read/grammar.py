"""The notation as tables: operators and their strength, LaTeX commands and words and what they stand for."""

from __future__ import annotations

# How strongly an operator binds; a sum's body and a derivative's take everything above SUM.
OR, AND, NOT, RELATION, SUM, SIGN, PRODUCT, POWER = 2, 4, 6, 8, 20, 25, 30, 50

RELATIONS = {
    "=": "eq",
    "==": "eq",
    ":=": "eq",
    "!=": "ne",
    "<>": "ne",
    "<": "lt",
    "<=": "le",
    ">": "gt",
    ">=": "ge",
    "~=": "approx",
}
INFIX = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "^": POWER, "**": POWER}
CLOSING = {"(": ")", "[": "]", "{": "}", "\\{": "\\}", "|": "|", "lfloor": "rfloor", "lceil": "rceil"}
BRACKET_FUNCTIONS = {"|": "abs", "lfloor": "floor", "lceil": "ceil"}

GREEK = frozenset(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi "
    "chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split()
)
SYMBOL_COMMANDS = {
    **{name: name for name in sorted(GREEK)},
    "varepsilon": "epsilon",
    "vartheta": "theta",
    "varphi": "phi",
    "varrho": "rho",
    "varsigma": "sigma",
    "ell": "ell",
    "infty": "oo",
    "hbar": "hbar",
}
OPERATOR_COMMANDS = {
    "cdot": "*",
    "times": "*",
    "ast": "*",
    "odot": "*",
    "circ": "*",
    "div": "/",
    "le": "<=",
    "leq": "<=",
    "leqslant": "<=",
    "ge": ">=",
    "geq": ">=",
    "geqslant": ">=",
    "lt": "<",
    "gt": ">",
    "ne": "!=",
    "neq": "!=",
    "equiv": "=",
    "coloneqq": ":=",
    "triangleq": "=",
    "approx": "~=",
    "simeq": "~=",
    "prime": "'",
    "colon": ":",
    "mid": "|",
    "vert": "|",
    "land": "and",
    "wedge": "and",
    "lor": "or",
    "vee": "or",
    "neg": "not",
    "lnot": "not",
}
OPEN_COMMANDS = {"lfloor": "lfloor", "lceil": "lceil", "lvert": "|", "lbrace": "\\{", "{": "\\{", "lbrack": "[", "langle": "<"}
CLOSE_COMMANDS = {"rfloor": "rfloor", "rceil": "rceil", "rvert": "|", "rbrace": "\\}", "}": "\\}", "rbrack": "]", "rangle": ">"}
ARROWS = frozenset("to rightarrow Rightarrow implies Longrightarrow longrightarrow iff Leftrightarrow therefore".split())
SPACES = {",": 1, ";": 1, ":": 1, "!": 0, " ": 1, ">": 1, "quad": 2, "qquad": 2, "enspace": 1, "thinspace": 1}
SPACES |= {"medspace": 1, "thickspace": 1, "displaystyle": 0, "textstyle": 0, "limits": 0, "nolimits": 0}
SPACES |= {"nonumber": 1, "notag": 1, "scriptstyle": 0, "relax": 0}
SET_ASIDE = frozenset({"tag", "label", "hspace", "vspace", "hskip", "eqno"}) - {"hskip", "vspace", "eqno"}
SIZES = frozenset(
    "left right big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm".split()
)
WRAPPERS = (("$$", "$$"), ("$", "$"), ("\\[", "\\]"), ("\\(", "\\)"))
ROW_ENVIRONMENTS = frozenset(
    "equation align aligned gather gathered split flalign eqnarray alignat displaymath multline math array".split()
) - {"array", "alignat"}
TEXT_COMMANDS = frozenset("text textrm textit textbf mbox textnormal".split())
NAME_COMMANDS = frozenset("mathrm operatorname mathit mathsf mathtt rm".split()) - {"rm"}
FONTS = {"mathbf": "bold", "boldsymbol": "bold", "bm": "bold", "mathcal": "cal", "mathscr": "cal", "mathbb": "bb"}
ACCENTS = {
    "hat": "hat",
    "widehat": "hat",
    "tilde": "tilde",
    "widetilde": "tilde",
    "bar": "bar",
    "overline": "bar",
    "dot": "dot",
    "vec": "vec",
}
FRACTIONS = frozenset("frac dfrac tfrac cfrac".split())
BIG_COMMANDS = {"sum": "sum", "prod": "prod"}
TRANSPOSES = frozenset({"T", "top", "intercal", "mathsf T"})

CONSTANT_WORDS = {"e": "e", "pi": "pi", "oo": "oo", "inf": "oo", "infinity": "oo"}
FUNCTION_SPELLINGS = {"ln": "log", "Abs": "abs", "Max": "max", "Min": "min", "ceiling": "ceil", "sigmoid": "sigma"}
FUNCTION_SPELLINGS |= {"arctan": "atan", "arcsin": "asin", "arccos": "acos", "sgn": "sign"}
VARIADIC = frozenset({"max", "min"})
SUM_WORDS = {"Sum": "sum", "Product": "prod", "sum": "sum", "product": "prod"}
DERIVATIVE_WORDS = frozenset({"D", "diff", "Derivative"})
LIMIT_WORDS = frozenset({"Limit", "limit"})
CASE_WORDS = frozenset({"Piecewise", "cases"})
MATRIX_WORDS = frozenset("norm tr trace det inv diag transpose Matrix dot outer".split())
PYTHON_WORDS = frozenset(
    "lambda import from yield None nan class def return if else for while in is assert del global raise try "
    "with as async await exec eval zoo".split()
)
TRUTH_WORDS = {"True": "True", "otherwise": "True", "else": "True", "False": "False"}
CONDITION_TEXT = frozenset("if for when where with provided".split())
FUNCTION_LETTERS = frozenset("f g h F G H phi psi Phi Psi".split())
INDEX_LETTERS = frozenset("i j k l m n".split())
POWER_LETTERS = frozenset("n k m p q a b r N".split())
