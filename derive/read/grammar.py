"""The notation as tables: operators and their strength, LaTeX commands and words and what they stand for."""

from __future__ import annotations

# How strongly an operator binds; a sum's body and a derivative's take everything above SUM.
OR, AND, NOT, RELATION, SUM, SIGN, ELEMENTWISE, PRODUCT, POWER = 2, 4, 6, 8, 20, 25, 28, 30, 50

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
    "in": "in",
    "notin": "notin",
    "subset": "subset",
    "sim": "sim",
    "propto": "propto",
    "<-": "assign",
    "+=": "increment",
    "<<": "ll",
    ">>": "gg",
    "mapsto": "mapsto",
    "maps from": "maps_from",
    "maps to": "maps_to",
}
DOCUMENT_RELATIONS = frozenset(
    {"in", "notin", "subset", "sim", "propto", "<-", "+=", "<<", ">>", "mapsto", "maps from", "maps to"}
)
ELEMENTWISE_SIGNS = ("odot", "circ", "otimes", "oslash", "bigcirc")
PRODUCT_SIGNS = ("*", "cdot", "times", "ast", "@", *ELEMENTWISE_SIGNS)
INFIX = {"+": SUM, "-": SUM, "/": PRODUCT, "^": POWER, "**": POWER}
INFIX |= {"mod": PRODUCT}
INFIX |= dict.fromkeys(PRODUCT_SIGNS, PRODUCT) | dict.fromkeys(ELEMENTWISE_SIGNS, ELEMENTWISE)
CLOSING = {
    "(": ")",
    "[": "]",
    "{": "}",
    "\\{": "\\}",
    "|": "|",
    "lfloor": "rfloor",
    "lceil": "rceil",
    "||": "||",
}
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
    "top": "top",
    "intercal": "intercal",
}
OPERATOR_COMMANDS = {
    "cdot": "cdot",
    "times": "times",
    "ast": "*",
    "star": "*",
    "odot": "odot",
    "circ": "circ",
    "otimes": "otimes",
    "oslash": "oslash",
    "bigcirc": "bigcirc",
    "mapsto": "mapsto",
    "in": "in",
    "notin": "notin",
    "subset": "subset",
    "subseteq": "subset",
    "sim": "sim",
    "propto": "propto",
    "leftarrow": "<-",
    "gets": "<-",
    "ll": "<<",
    "gg": ">>",
    "|": "||",
    "Vert": "||",
    "parallel": "||",
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
    "bmod": "mod",
}
OPEN_COMMANDS = {
    "lfloor": "lfloor",
    "lceil": "lceil",
    "lvert": "|",
    "lVert": "||",
    "lbrace": "\\{",
    "{": "\\{",
}
OPEN_COMMANDS |= {"lbrack": "[", "langle": "<"}
CLOSE_COMMANDS = {
    "rfloor": "rfloor",
    "rceil": "rceil",
    "rvert": "|",
    "rVert": "||",
    "rbrace": "\\}",
    "}": "\\}",
}
CLOSE_COMMANDS |= {"rbrack": "]", "rangle": ">"}
DOT_COMMANDS = frozenset("cdots ldots dots dotsb dotsc dotsi dotsm dotso vdots ddots".split())
ARROWS = frozenset(
    "downarrow uparrow searrow nearrow "
    "to rightarrow Rightarrow implies Longrightarrow longrightarrow iff Leftrightarrow "
    "therefore because".split()
)
SPACES = {",": 1, ";": 1, ":": 1, "!": 0, " ": 1, ">": 1, "quad": 2, "qquad": 2, "enspace": 1, "thinspace": 1}
SPACES |= {"medspace": 1, "thickspace": 1, "displaystyle": 0, "textstyle": 0, "limits": 0, "nolimits": 0}
SPACES |= {"nonumber": 1, "notag": 1, "scriptstyle": 0, "relax": 0, "hfill": 2, "small": 0, "footnotesize": 0}
SPACES |= dict.fromkeys("normalsize large Large LARGE huge Huge scriptsize tiny bf".split(), 0) | {"hline": 1}
SET_ASIDE = frozenset({"tag", "label", "hspace", "color", "textcolor"})
SIZES = frozenset("left right big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm".split())
WRAPPERS = (("$$", "$$"), ("$", "$"), ("\\[", "\\]"), ("\\(", "\\)"))
ROW_ENVIRONMENTS = frozenset(
    "equation align aligned gather gathered split flalign eqnarray alignat alignedat "
    "displaymath multline math".split()
)
COLUMN_ENVIRONMENTS = frozenset("array alignat alignedat tabular subarray".split())
MATRIX_ENVIRONMENTS = frozenset("matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix array".split())
TEXT_COMMANDS = frozenset("text textrm textit textbf texttt textsf mbox textnormal intertext".split())
OVERLAPS = frozenset("mathrlap mathllap mathclap".split())
NAME_COMMANDS = frozenset("mathrm operatorname mathit mathsf mathtt".split())
FONTS = {
    "mathbf": "bold",
    "boldsymbol": "bold",
    "bm": "bold",
    "mathcal": "cal",
    "mathscr": "cal",
    "mathbb": "bb",
}
FONTS |= {"bold": "bold", "mathfrak": "frak", "pmb": "bold"}
ACCENTS = {
    "hat": "hat",
    "widehat": "hat",
    "tilde": "tilde",
    "widetilde": "tilde",
    "bar": "bar",
    "overline": "bar",
    "dot": "dot",
    "vec": "vec",
    "overrightarrow": "vec",
    "check": "check",
    "ddot": "ddot",
    "underline": "underline",
}
FRACTIONS = frozenset("frac dfrac tfrac cfrac".split())
BIG_COMMANDS = {"sum": "sum", "prod": "prod"}
EXTREME_COMMANDS = {"max": "max_over", "min": "min_over", "sup": "sup_over", "inf": "inf_over"}
EXTREME_COMMANDS |= {"argmax": "argmax", "argmin": "argmin"}
TRANSPOSES = frozenset({"T", "top", "intercal"})

CONSTANT_WORDS = {"e": "e", "pi": "pi", "oo": "oo", "inf": "oo", "infinity": "oo"}
FUNCTION_SPELLINGS = {
    "ln": "log",
    "Abs": "abs",
    "Max": "max",
    "Min": "min",
    "ceiling": "ceil",
    "sigmoid": "sigma",
}
FUNCTION_SPELLINGS |= {"arctan": "atan", "arcsin": "asin", "arccos": "acos", "sgn": "sign"}
VARIADIC = frozenset({"max", "min"})
SUM_WORDS = {"Sum": "sum", "Product": "prod", "sum": "sum", "product": "prod"}
DERIVATIVE_WORDS = frozenset({"D", "diff", "Derivative"})
LIMIT_WORDS = frozenset({"Limit", "limit"})
LOGIC_WORDS = {"And": "and", "Or": "or", "Not": "not"}
RELATION_WORDS = {"Eq": "eq", "Ne": "ne", "Lt": "lt", "Le": "le", "Gt": "gt", "Ge": "ge"}
CASE_WORDS = frozenset({"Piecewise", "piecewise", "cases"})
MATRIX_WORDS = {
    w: w
    for w in (
        "norm tr trace det inv diag transpose dot outer ones zeros identity total hadamard oslash otimes "
        "star kron cross pinv logdet rowsum colsum rowsoftmax mean var std prod tril triu vec"
    ).split()
}
MATRIX_WORDS |= {"Tr": "tr", "Trace": "tr", "sum": "total", "eye": "identity", "diagonal": "diag"}
MATRIX_WORDS |= {"Determinant": "det", "Inverse": "inv", "Transpose": "transpose", "Identity": "identity"}
MATRIX_WORDS |= {"HadamardProduct": "hadamard", "ZeroMatrix": "zeros", "OneMatrix": "ones"}
MATRIX_WORDS |= {"KroneckerProduct": "kron", "row_softmax": "rowsoftmax"}
PYTHON_WORDS = frozenset(
    "lambda import from yield None nan class def return if else for while in is assert del global raise try "
    "with as async await exec eval zoo".split()
)
TRUTH_WORDS = {"True": "True", "otherwise": "True", "else": "True", "False": "False"}
CONDITION_TEXT = frozenset("if for when where with provided".split())
EXPECTATIONS = frozenset({"E", "Var", "Cov", "P", "Pr", "V"})
LABEL_WORDS = frozenset({"in", "out", "max", "min", "mid"})
LABEL_LETTERS = frozenset({"l", "t", "L"})
FUNCTION_LETTERS = frozenset("f g h F G H phi psi Phi Psi".split())
MULTIPLIERS = frozenset("alpha beta gamma lambda eta mu nu epsilon kappa".split())
ACRONYMS = frozenset("TP TN FP FN TPR FPR KL JS PE CE BN LN LR GD NN FC TD IS".split())
PLAIN_INDICES = frozenset("ijklmn")
INDEX_MARKS = ("", "'", "''", *(f"_{number}" for number in range(10)))
INDEX_LETTERS = frozenset(letter + mark for letter in PLAIN_INDICES for mark in INDEX_MARKS)
POWER_LETTERS = frozenset("n k m p q a b r N".split())
UNREAD_MATRIX_WORDS = frozenset(
    "expm logm sqrtm sinm cosm tanhm cholesky chol svd eig eigvals eigh qr lu".split()
)
READ_OF_MATRICES = "inv, det, tr, norm, diag and powers of a matrix are read; exp(X) is that of each entry"
