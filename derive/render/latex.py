r"""Expressions as LaTeX. Notation and precedence are tables; this walks the tree.

Nothing of a user's text is pasted: letters are printed from their names, or from the `latex` of
their declaration, which reading has taken apart first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from derive.expressions.expr import Expr, Index, postorder
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.render.naming import binds, bound_name, letter_latex, taken_names
from derive.render.precedence import (
    AND,
    ATOM,
    FENCES,
    LATEX_BIG,
    LATEX_CONSTANTS,
    LATEX_LOGIC,
    LATEX_RELATIONS,
    NOT,
    OR,
    POWER,
    PRODUCT,
    QUOTIENT,
    RELATION,
    SIGN,
    SUM,
)

Env = Mapping[Index, str]


@dataclass(frozen=True)
class Style:
    """exp_width: an exponent longer than this is printed as \\exp(…)."""

    exp_width: int = 36


@dataclass(frozen=True)
class Printed:
    """Text, how strongly it binds, whether it is taller than a line, whether it runs on to the right."""

    text: str
    level: int = ATOM
    tall: bool = False
    open: bool = False


def latex(expr: Expr, context: Context, functions: FunctionTable, style: Style | None = None) -> str:
    return _Printer(expr, context, functions, style or Style()).show(expr, {}).text


class _Printer:
    def __init__(self, root: Expr, context: Context, functions: FunctionTable, style: Style) -> None:
        self.context = context
        self.functions = functions
        self.style = style
        self.taken = taken_names(root)
        self.scripts = 0

    def show(self, expr: Expr, env: Env) -> Printed:
        rule = _RULES.get(expr.head)
        if rule is not None:
            return rule(self, expr, env)
        return self.family(expr, env) if binds(expr) else self.application(expr, env)

    def small(self, expr: Expr, env: Env) -> Printed:
        """In a script, where a quotient is printed with a slash."""
        self.scripts += 1
        printed = self.show(expr, env)
        self.scripts -= 1
        return printed

    def at_least(self, expr: Expr, level: int, env: Env) -> Printed:
        printed = self.show(expr, env)
        return printed if printed.level >= level else fenced(printed)

    # leaves

    def number(self, expr: Expr, env: Env) -> Printed:
        value: Fraction = expr.value
        if value.denominator == 1:
            return Printed(str(value), ATOM if value >= 0 else SIGN)
        sign = "-" if value < 0 else ""
        over, under = abs(value.numerator), value.denominator
        if self.scripts:
            return Printed(f"{sign}{over}/{under}", QUOTIENT if not sign else SIGN)
        return Printed(f"{sign}\\frac{{{over}}}{{{under}}}", SIGN if sign else ATOM, tall=True)

    def decimal(self, expr: Expr, env: Env) -> Printed:
        digits, mark, exponent = str(expr.value).partition("e")
        level = SIGN if digits.startswith("-") else PRODUCT if mark else ATOM
        return Printed(f"{digits} \\cdot 10^{{{int(exponent)}}}" if mark else digits, level)

    def constant(self, expr: Expr, env: Env) -> Printed:
        return Printed(LATEX_CONSTANTS[expr.value])

    def letter(self, expr: Expr, env: Env) -> Printed:
        return Printed(letter_latex(expr.value, self.context))

    def index(self, expr: Expr, env: Env) -> Printed:
        name = env.get(expr.value, expr.value.name)
        return Printed(letter_latex(name, self.context))

    def truth(self, expr: Expr, env: Env) -> Printed:
        return Printed(r"\text{true}" if expr.value else r"\text{false}")

    def entry(self, expr: Expr, env: Env) -> Printed:
        base = self.show(expr.args[0], env).text
        places = self.places(expr.args[1:], env)
        if base.endswith("}") and "_{" in base:
            return Printed(f"{base[:-1]}, {places}}}")
        if len(base) > 2 and base[-2] == "_":
            return Printed(f"{base[:-1]}{{{base[-1]}, {places}}}")
        return Printed(f"{base}_{{{places}}}" if len(places) > 1 else f"{base}_{places}")

    def places(self, indices: tuple[Expr, ...], env: Env) -> str:
        """ij for single letters, else with commas: i, j+1."""
        shown = [self.small(i, env).text.replace(" ", "") if i.head != "idx" else self.show(i, env).text for i in indices]
        glued = all(len(s) == 1 and s.isalpha() for s in shown)
        return ("" if glued else ", ").join(shown)

    # arithmetic

    def add(self, expr: Expr, env: Env) -> Printed:
        parts: list[str] = []
        tall = False
        for k, term in enumerate(expr.args):
            negative, printed = self.term(term, env)
            tall = tall or printed.tall
            sign = ("-" if negative else "") if k == 0 else (" - " if negative else " + ")
            parts.append(sign + printed.text)
        return Printed("".join(parts), SUM, tall)

    def term(self, term: Expr, env: Env) -> tuple[bool, Printed]:
        """A term of a sum as its sign and the rest."""
        if term.head == "neg":
            return True, self.at_least(term.args[0], QUOTIENT, env)
        if term.head == "num" and term.value < 0:
            return True, self.show(Expr("num", (), -term.value), env)
        return False, self.at_least(term, SIGN + 1, env)

    def neg(self, expr: Expr, env: Env) -> Printed:
        inner = self.at_least(expr.args[0], QUOTIENT, env)
        return Printed("-" + inner.text, SIGN, inner.tall, inner.open)

    def mul(self, expr: Expr, env: Env) -> Printed:
        text, tall = "", False
        before: Expr | None = None
        for left, factor in zip(range(len(expr.args) - 1, -1, -1), expr.args, strict=True):
            printed = self.at_least(factor, PRODUCT + 1, env)
            if printed.open and left:
                printed = fenced(printed)
            text += _between(before, text, factor, printed.text) + printed.text
            tall = tall or printed.tall
            before = factor
        return Printed(text, PRODUCT, tall, printed.open)

    def div(self, expr: Expr, env: Env) -> Printed:
        over, under = expr.args
        if self.scripts:
            top = self.at_least(over, QUOTIENT, env)
            if top.open:
                top = fenced(top)
            bottom = self.at_least(under, POWER, env)
            bottom = fenced(bottom) if bottom.open else bottom
            return Printed(f"{top.text} / {bottom.text}".replace(" / ", "/"), QUOTIENT, top.tall or bottom.tall)
        return Printed(f"\\frac{{{self.show(over, env).text}}}{{{self.show(under, env).text}}}", ATOM, tall=True)

    def power(self, expr: Expr, env: Env) -> Printed:
        base, exponent = expr.args
        raised = _script(self.small(exponent, env).text)
        if self.is_function(base) and _whole(exponent):
            return self.application(base, env, raised)
        printed = self.show(base, env)
        fence = printed.level <= POWER or printed.open or (base.head == "div" and not self.scripts)
        fence = fence or "^" in _outside(printed.text)
        shown = fenced(printed) if fence else printed
        return Printed(f"{shown.text}^{raised}", POWER, shown.tall)

    def is_function(self, expr: Expr) -> bool:
        known = self.functions.get(expr.head)
        plain = expr.head not in FENCES and expr.head not in ("exp", "sqrt")
        return known is not None and plain and not known.family

    def exponential(self, expr: Expr, env: Env) -> Printed:
        """e^{…} while the exponent stays low and short, else exp(…)."""
        inner = self.small(expr.args[0], env)
        nested = any(e.head == "exp" for e in postorder(expr.args[0]))
        long = len(inner.text) > self.style.exp_width
        if inner.tall or long or nested or "e" in self.context.letters:
            return self.application(expr, env)
        return Printed(f"e^{{{inner.text}}}" if len(inner.text) > 1 else f"e^{inner.text}", POWER)

    def root(self, expr: Expr, env: Env) -> Printed:
        inner = self.show(expr.args[0], env)
        return Printed(f"\\sqrt{{{inner.text}}}", ATOM, inner.tall)

    # functions

    def application(self, expr: Expr, env: Env, raised: str = "") -> Printed:
        if expr.head == "call":
            head, arguments = letter_latex(expr.args[0].value, self.context), expr.args[1:]
        elif expr.head in FENCES:
            return self.fence(expr, env)
        else:
            head, arguments = self.function_name(expr.head), expr.args
        shown = [self.show(a, env) for a in arguments]
        tall = any(s.tall for s in shown)
        inside = parenthesised(", ".join(s.text for s in shown), tall)
        power = f"^{raised}" if raised else ""
        return Printed(f"{head}{power}{inside}", POWER if raised else ATOM, tall)

    def function_name(self, head: str) -> str:
        known = self.functions.get(head)
        if known is not None and known.latex:
            return known.latex
        return f"\\operatorname{{{''.join(c for c in head if c.isalnum())}}}"

    def fence(self, expr: Expr, env: Env) -> Printed:
        left, right = FENCES[expr.head]
        inner = self.show(expr.args[0], env)
        if inner.tall or "|" in inner.text or expr.head != "abs":
            return Printed(f"\\left{left}{inner.text}\\right{right.strip()}", ATOM, inner.tall)
        return Printed(f"{left}{inner.text}{right}", ATOM)

    def family(self, expr: Expr, env: Env) -> Printed:
        """softmax(z)_i, or softmax(z_i + c) when the argument is no bare array."""
        body, index, _, _, place = expr.args
        head = self.function_name(expr.head)
        at = self.show(place, env).text
        if body.head == "entry" and body.args[1:] == (index,):
            subscript = at if len(at) == 1 else f"{{{at}}}"
            return Printed(f"{head}({self.show(body.args[0], env).text})_{subscript}")
        inner = self.show(body, {**env, index.value: at})
        return Printed(head + parenthesised(inner.text, inner.tall), ATOM, inner.tall)

    # binders and calculus

    def big(self, expr: Expr, env: Env) -> Printed:
        body, index, lo, hi, condition = expr.args
        name = bound_name(index.value, self.taken, env)
        inner: dict[Index, str] = {**env, index.value: name}
        below = f"{letter_latex(name, self.context)}={self.small(lo, env).text}"
        if condition.head != "truth":
            below += f",\\, {self.small(condition, inner).text}"
        printed = self.at_least(body, QUOTIENT, inner)
        above = _script(self.small(hi, env).text)
        return Printed(f"{LATEX_BIG[expr.head]}_{{{below}}}^{above} {printed.text}", PRODUCT + 1, True, True)

    def limit(self, expr: Expr, env: Env) -> Printed:
        body, letter, to = expr.args
        below = f"{self.show(letter, env).text} \\to {self.small(to, env).text}"
        return Printed(f"\\lim_{{{below}}} {self.at_least(body, QUOTIENT, env).text}", PRODUCT + 1, True, True)

    def derivative(self, expr: Expr, env: Env) -> Printed:
        """∂L/∂z_k for a letter L; else the operator before its argument, in parentheses when needed."""
        letters: list[Expr] = []
        while expr.head == "deriv":
            letters.append(expr.args[1])
            expr = expr.args[0]
        sign = "d" if self.is_ordinary(expr, letters) else "\\partial "
        order = f"^{_script(str(len(letters)))}" if len(letters) > 1 else ""
        top = f"{sign.strip()}{order}"
        under = self.differentials(letters, sign, env)
        if expr.head in ("sym", "entry"):
            return Printed(f"\\frac{{{top}{_gap(top)}{self.show(expr, env).text}}}{{{under}}}", ATOM, True)
        body = self.show(expr, env)
        clear = body.level >= POWER and not body.open and not body.text.startswith(("(", "\\left("))
        shown = body if clear else fenced(body)
        return Printed(f"\\frac{{{top}}}{{{under}}} {shown.text}", PRODUCT + 1, True, True)

    def is_ordinary(self, body: Expr, letters: list[Expr]) -> bool:
        """One variable in all, and `d` is free for its office."""
        found = {e for e in postorder(body, *letters) if e.head == "entry"}
        inside = {a for e in found for a in postorder(e) if a.head == "sym"}
        limits = {x.name for x in self.context.letters.values() if x.role in ("size", "index")}
        called = {e.args[0] for e in postorder(body) if e.head == "call"}
        syms = [e for e in postorder(body, *letters) if e.head == "sym" and e.value not in limits]
        variables = found | {s for s in syms if s not in inside and s not in called}
        return len(variables) == 1 and letters[0].head == "sym" and "d" not in self.context.letters

    def differentials(self, letters: list[Expr], sign: str, env: Env) -> str:
        parts: list[str] = []
        runs: list[tuple[Expr, int]] = []
        for each in letters:
            if runs and runs[-1][0] is each:
                runs[-1] = (each, runs[-1][1] + 1)
            else:
                runs.append((each, 1))
        for each, times in runs:
            text = self.show(each, env).text
            if times > 1 and "^" in text:
                parts += [sign + text] * times
            else:
                parts.append(sign + text + (f"^{_script(str(times))}" if times > 1 else ""))
        return "\\, ".join(parts)

    # choice and relations

    def delta(self, expr: Expr, env: Env) -> Printed:
        if "delta" in self.context.letters:
            a, b = (self.show(x, env).text for x in expr.args)
            return Printed(f"\\mathbb{{1}}[{a} = {b}]")
        return Printed(f"\\delta_{{{self.places(expr.args, env)}}}")

    def iverson(self, expr: Expr, env: Env) -> Printed:
        inner = self.show(expr.args[0], env)
        return Printed(f"\\mathbb{{1}}{parenthesised(inner.text, inner.tall, '[]')}", ATOM, inner.tall)

    def cases(self, expr: Expr, env: Env) -> Printed:
        rows: list[str] = []
        for k in range(0, len(expr.args), 2):
            value, condition = (self.show(x, env).text for x in expr.args[k : k + 2])
            last = expr.args[k + 1].head == "truth" and expr.args[k + 1].value
            rows.append(f"{value} & " + ("\\text{otherwise}" if last else f"\\text{{if }} {condition}"))
        return Printed("\\begin{cases} " + " \\\\ ".join(rows) + " \\end{cases}", SUM, True, True)

    def relation(self, expr: Expr, env: Env) -> Printed:
        left, right = (self.at_least(x, RELATION + 1, env) for x in expr.args)
        return Printed(
            f"{left.text} {LATEX_RELATIONS[expr.head]} {right.text}", RELATION, left.tall or right.tall
        )

    def logic(self, expr: Expr, env: Env) -> Printed:
        level = {"and": AND, "or": OR}[expr.head]
        if expr.head == "and" and _is_chain(expr):
            parts = [self.at_least(expr.args[0].args[0], RELATION + 1, env).text]
            for each in expr.args:
                parts += [LATEX_RELATIONS[each.head], self.at_least(each.args[1], RELATION + 1, env).text]
            return Printed(" ".join(parts), AND)
        shown = [self.at_least(x, level + 1, env) for x in expr.args]
        return Printed(LATEX_LOGIC[expr.head].join(s.text for s in shown), level, any(s.tall for s in shown))

    def negation(self, expr: Expr, env: Env) -> Printed:
        inner = self.show(expr.args[0], env)
        return Printed(f"\\neg {parenthesised(inner.text, inner.tall)}", NOT, inner.tall)


def _is_chain(expr: Expr) -> bool:
    """a < b and b ≤ c, in one direction."""
    ups, downs = {"lt", "le", "eq"}, {"gt", "ge", "eq"}
    kinds = {e.head for e in expr.args}
    joined = all(
        len(a.args) == 2 and len(b.args) == 2 and a.args[1] is b.args[0]
        for a, b in zip(expr.args, expr.args[1:], strict=False)
    )
    return joined and (kinds <= ups or kinds <= downs)


def parenthesised(text: str, tall: bool, pair: str = "()") -> str:
    left, right = pair
    return f"\\left{left} {text} \\right{right}" if tall else f"{left}{text}{right}"


def fenced(printed: Printed) -> Printed:
    return Printed(parenthesised(printed.text, printed.tall), ATOM, printed.tall)


def _script(text: str) -> str:
    return text if len(text) == 1 else f"{{{text}}}"


def _gap(top: str) -> str:
    return "" if top == "d" else " "


def _whole(expr: Expr) -> bool:
    return expr.head == "num" and expr.value.denominator == 1 and expr.value >= 2


def _outside(text: str) -> str:
    """The text without what stands in brackets or braces."""
    kept, depth = [], 0
    for c in text:
        depth -= c in ")}]"
        if depth == 0:
            kept.append(c)
        depth += c in "({["
    return "".join(kept)


def _between(before: Expr | None, text: str, factor: Expr, shown: str) -> str:
    """The sign between two factors: nothing, a space, or a dot where juxtaposition would mislead."""
    if before is None:
        return ""
    quotients = before.head == "div" and factor.head == "div"
    if shown[:1].isdigit() or quotients or (before.head in ("num", "dec") and factor.head == "div"):
        return " \\cdot "
    if text.endswith(("!", "cases}")):
        return " \\cdot "
    simple = before.head == "num" and (shown[:1].isalpha() or shown[:1] in "(\\|")
    bracket = shown.startswith(("(", "\\left(")) and before.head not in ("num", "dec")
    return "" if bracket or (simple and shown[:1] != "\\") else " "


_RULES: dict[str, Callable[[_Printer, Expr, Env], Printed]] = {
    "num": _Printer.number,
    "dec": _Printer.decimal,
    "const": _Printer.constant,
    "sym": _Printer.letter,
    "idx": _Printer.index,
    "truth": _Printer.truth,
    "entry": _Printer.entry,
    "add": _Printer.add,
    "mul": _Printer.mul,
    "neg": _Printer.neg,
    "div": _Printer.div,
    "pow": _Printer.power,
    "exp": _Printer.exponential,
    "sqrt": _Printer.root,
    "sum": _Printer.big,
    "prod": _Printer.big,
    "limit": _Printer.limit,
    "deriv": _Printer.derivative,
    "delta": _Printer.delta,
    "iverson": _Printer.iverson,
    "cases": _Printer.cases,
    **dict.fromkeys(LATEX_RELATIONS, _Printer.relation),
    "and": _Printer.logic,
    "or": _Printer.logic,
    "not": _Printer.negation,
}
