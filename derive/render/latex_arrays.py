r"""Arrays as LaTeX: products, transposes, norms, lists and matrices; and what documents write beside them."""

from __future__ import annotations

from derive.expressions.expr import Expr, Index
from derive.render.latex_calculus import as_printed, stands_turned
from derive.render.naming import bound_name
from derive.render.precedence import ATOM, ELEMENTWISE, POWER, PRODUCT, QUOTIENT
from derive.render.printed import Env, Printed, Printer, Rule, fenced, outside, parenthesised, script

_SIGNS = {"hadamard": "", "hadamard_div": r"\oslash", "otimes": r"\otimes", "bigcirc": r"\bigcirc"}
_WORDS = {
    "trace": r"\operatorname{tr}",
    "det": r"\det",
    "diag": r"\operatorname{diag}",
    "tril": r"\operatorname{tril}",
    "triu": r"\operatorname{triu}",
    "vec": r"\operatorname{vec}",
    "outer": r"\operatorname{outer}",
}
_WORDS |= {"total": r"\operatorname{sum}"}
_SETS = {"reals": "R", "naturals": "N", "integers": "Z", "complexes": "C", "rationals": "Q"}
_EXTREMES = {"max_over": r"\max", "min_over": r"\min", "sup_over": r"\sup", "inf_over": r"\inf"}
_EXTREMES |= {"argmax": r"\arg\max", "argmin": r"\arg\min"}


def matmul(p: Printer, expr: Expr, env: Env) -> Printed:
    """A B C, side by side."""
    shown = [_factor(p, a, env) for a in expr.args]
    return Printed(" ".join(s.text for s in shown), PRODUCT, any(s.tall for s in shown))


def _factor(p: Printer, expr: Expr, env: Env) -> Printed:
    if expr.head == "dots":
        return Printed(r"\cdots")
    printed = p.at_least(expr, PRODUCT + 1, env)
    return fenced(printed) if printed.open else printed


def elementwise(p: Printer, expr: Expr, env: Env) -> Printed:
    left = p.at_least(expr.args[0], ELEMENTWISE, env)
    left = fenced(left) if left.open else left
    right = p.at_least(expr.args[1], ELEMENTWISE + 1, env)
    text = f"{left.text} {_SIGNS[expr.head] or p.style.hadamard} {right.text}"
    return Printed(text, ELEMENTWISE, left.tall or right.tall, right.open)


def signed(sign: str) -> Rule:
    def product(p: Printer, expr: Expr, env: Env) -> Printed:
        left, right = (_factor(p, a, env) for a in expr.args)
        return Printed(f"{left.text} {sign} {right.text}", PRODUCT, left.tall or right.tall)

    return product


def transpose(p: Printer, expr: Expr, env: Env) -> Printed:
    if stands_turned(p, expr.args[0]):
        return as_printed(p, expr.args[0], env)
    return _raised(p, expr.args[0], p.style.transpose, env)


def inverse(p: Printer, expr: Expr, env: Env) -> Printed:
    return _raised(p, expr.args[0], "{-1}", env)


def _raised(p: Printer, base: Expr, mark: str, env: Env) -> Printed:
    printed = p.show(base, env)
    if printed.level <= POWER or printed.open or "^" in outside(printed.text) or base.head == "div":
        printed = fenced(printed)
    return Printed(f"{printed.text}^{mark}", POWER, printed.tall)


def word(p: Printer, expr: Expr, env: Env) -> Printed:
    shown = [p.show(a, env) for a in expr.args]
    tall = any(s.tall for s in shown)
    return Printed(_WORDS[expr.head] + parenthesised(", ".join(s.text for s in shown), tall), ATOM, tall)


def norm(p: Printer, expr: Expr, env: Env) -> Printed:
    inner = p.show(expr.args[0], env)
    degree = "F" if expr.head == "frobenius" else p.small(expr.args[1], env).text
    nested = inner.tall or "|" in inner.text
    left, right = (r"\left\| ", r" \right\|") if nested else (r"\|", r"\|")
    return Printed(f"{left}{inner.text}{right}_{script(degree)}", ATOM, inner.tall)


def filled(p: Printer, expr: Expr, env: Env) -> Printed:
    """1 and 0 as arrays, with their sizes where those are written; I."""
    base = {"ones": r"\mathbf{1}", "zeros": r"\mathbf{0}", "identity": "I"}[expr.head]
    sizes = ", ".join(p.small(a, env).text for a in expr.args)
    return Printed(base + (f"_{{{sizes}}}" if sizes else ""))


# ---- lists -----------------------------------------------------------------------------------------


def listed(left: str, right: str, comma: str = ", ") -> Rule:
    def rule(p: Printer, expr: Expr, env: Env) -> Printed:
        shown = [p.show(a, env) for a in expr.args]
        text = comma.join(
            r"\ldots" if a.head == "dots" else s.text for a, s in zip(expr.args, shown, strict=True)
        )
        if any(s.tall for s in shown):
            return Printed(f"\\left{left} {text} \\right{right}", ATOM, True)
        return Printed(f"{left}{text}{right}")

    return rule


def matrix(p: Printer, expr: Expr, env: Env) -> Printed:
    rows = [[p.show(a, env) for a in row.args] for row in expr.args]
    return _matrix(
        [" & ".join(a.text for a in row) for row in rows], any(a.tall for row in rows for a in row)
    )


def _matrix(rows: list[str], tall: bool) -> Printed:
    """The rows under each other, further apart where fractions stand in them."""
    between = r" \\[8pt] " if tall else r" \\ "
    return Printed(f"\\begin{{bmatrix}} {between.join(rows)} \\end{{bmatrix}}", ATOM, True)


def stacked(p: Printer, expr: Expr, env: Env) -> Printed:
    """[h, x] for two vectors; a column where one of the parts is a number."""
    if not any(a.head in ("num", "dec", "neg") for a in expr.args):
        return listed("[", "]")(p, expr, env)
    shown = [p.show(a, env) for a in expr.args]
    return _matrix([a.text for a in shown], any(a.tall for a in shown))


# ---- documents -------------------------------------------------------------------------------------


def gradient(p: Printer, expr: Expr, env: Env) -> Printed:
    inner = p.at_least(expr.args[0], POWER, env)
    mark = r"\nabla^2" if expr.head == "hessian" else r"\nabla"
    return Printed(f"{mark} {inner.text}", PRODUCT + 1, inner.tall, True)


def extreme(p: Printer, expr: Expr, env: Env) -> Printed:
    """max over an index, arg min over a letter."""
    sign = _EXTREMES[expr.head]
    if len(expr.args) == 2:
        body = p.at_least(expr.args[0], QUOTIENT, env)
        letters = expr.args[1].args if expr.args[1].head == "tuple" else expr.args[1:]
        below = ", ".join(p.show(x, env).text for x in letters)
        return Printed(f"{sign}_{{{below}}} {body.text}", PRODUCT + 1, True, True)
    inner_body, index, _, _, condition = expr.args
    name = bound_name(index.value, p.taken, env)
    inner: dict[Index, str] = {**env, index.value: name}
    below = name if condition.head == "truth" else p.small(condition, inner).text
    body = p.at_least(inner_body, QUOTIENT, inner)
    return Printed(f"{sign}_{{{below}}} {body.text}", PRODUCT + 1, True, True)


def integral(p: Printer, expr: Expr, env: Env) -> Printed:
    body, letter, *limits = expr.args
    shown = [script(p.small(x, env).text) for x in limits]
    marks = f"_{shown[0]}^{shown[1]}" if limits else ""
    inner = p.at_least(body, QUOTIENT, env)
    return Printed(f"\\int{marks} {inner.text} \\, d{p.show(letter, env).text}", PRODUCT, True, True)


def evaluated(p: Printer, expr: Expr, env: Env) -> Printed:
    """The body with a bar, and below the bar what its letter is."""
    body, letter, value = (p.show(a, env) for a in expr.args)
    return Printed(f"\\left. {body.text} \\right|_{{{letter.text} = {value.text}}}", ATOM, True)


def set_of(p: Printer, expr: Expr, env: Env) -> Printed:
    *items, said = (p.show(a, env) for a in expr.args)
    inside = ", ".join(s.text for s in items)
    return Printed(f"\\{{{inside} \\mid {said.text}\\}}", ATOM, any(s.tall for s in items))


def number_set(p: Printer, expr: Expr, env: Env) -> Printed:
    sizes = r" \times ".join(p.small(a, env).text for a in expr.args)
    base = str(expr.value) if expr.head == "over_field" else f"\\mathbb{{{_SETS[expr.head]}}}"
    return Printed(f"{base}^{{{sizes}}}" if sizes else base)


def dots(p: Printer, expr: Expr, env: Env) -> Printed:
    return Printed(r"\cdots")


def hole(p: Printer, expr: Expr, env: Env) -> Printed:
    return Printed(r"\cdot")


def sequence(p: Printer, expr: Expr, env: Env) -> Printed:
    """1 … N, or with commas when it has more parts."""
    if len(expr.args) == 3 and expr.args[1].head == "dots" and expr.args[0].head == "num":
        return Printed(f"{p.show(expr.args[0], env).text} \\ldots {p.show(expr.args[2], env).text}", PRODUCT)
    shown = (r"\ldots" if a.head == "dots" else p.show(a, env).text for a in expr.args)
    return Printed(", ".join(shown), PRODUCT)


def given(p: Printer, expr: Expr, env: Env) -> Printed:
    return Printed(", ".join(p.show(a, env).text for a in expr.args))


RULES: dict[str, Rule] = {
    "matmul": matmul,
    **dict.fromkeys(_SIGNS, elementwise),
    "dot": signed(r"\cdot"),
    "star": signed("*"),
    "cross": signed(r"\times"),
    "kron": signed(r"\otimes"),
    "transpose": transpose,
    "inverse": inverse,
    **dict.fromkeys(_WORDS, word),
    "norm": norm,
    "frobenius": norm,
    "ones": filled,
    "zeros": filled,
    "identity": filled,
    "vector": listed("[", "]"),
    "block": stacked,
    "interval": listed("[", "]"),
    "tuple": listed("(", ")"),
    "set": listed(r"\{", r"\}"),
    "size": listed("|", "|"),
    "matrix": matrix,
    "gradient": gradient,
    "hessian": gradient,
    **dict.fromkeys(_EXTREMES, extreme),
    "integral": integral,
    **dict.fromkeys((*_SETS, "over_field"), number_set),
    "dots": dots,
    "hole": hole,
    "sequence": sequence,
    "given": given,
    "set_of": set_of,
    "evaluated": evaluated,
}
