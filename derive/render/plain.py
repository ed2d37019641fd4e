"""Expressions as plain maths: what a person types, and what reading reads back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from derive.expressions.expr import Expr, Index
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.render.latex_functions import as_array
from derive.render.naming import binds, bound_name, taken_names
from derive.render.precedence import (
    AND,
    ATOM,
    NOT,
    OR,
    PLAIN_BIG,
    PLAIN_CONSTANTS,
    PLAIN_RELATIONS,
    PLAIN_WORDS,
    POWER,
    PRODUCT,
    RELATION,
    SIGN,
    SUM,
)

Env = Mapping[Index, str]
Printed = tuple[str, int]


def plain(expr: Expr, context: Context, functions: FunctionTable) -> str:
    return _Printer(expr, context, functions).show(expr, {})[0]


class _Printer:
    def __init__(self, root: Expr, context: Context, functions: FunctionTable) -> None:
        self.context = context
        self.functions = functions
        self.taken = taken_names(root)

    def show(self, expr: Expr, env: Env) -> Printed:
        rule = _RULES.get(expr.head)
        if rule is not None:
            return rule(self, expr, env)
        return self.family(expr, env) if binds(expr) else self.application(expr, env)

    def text(self, expr: Expr, env: Env, level: int = 0) -> str:
        shown, own = self.show(expr, env)
        return shown if own >= level else f"({shown})"

    def listed(self, args: tuple[Expr, ...], env: Env) -> str:
        return ", ".join(self.text(a, env) for a in args)

    def number(self, expr: Expr, env: Env) -> Printed:
        level = (
            ATOM
            if expr.value >= 0 and expr.value.denominator == 1
            else SIGN
            if expr.value < 0
            else PRODUCT - 1
        )
        return str(expr.value), level

    def leaf(self, expr: Expr, env: Env) -> Printed:
        return str(expr.value), SIGN if str(expr.value).startswith("-") else ATOM

    def constant(self, expr: Expr, env: Env) -> Printed:
        return PLAIN_CONSTANTS[expr.value], ATOM

    def index(self, expr: Expr, env: Env) -> Printed:
        return env.get(expr.value, expr.value.name), ATOM

    def entry(self, expr: Expr, env: Env) -> Printed:
        base = self.text(expr.args[0], env, ATOM)
        fenced = expr.args[0].head in ("sym", "call") or base.endswith(")")
        return f"{base if fenced else f'({base})'}[{self.listed(expr.args[1:], env)}]", ATOM

    def add(self, expr: Expr, env: Env) -> Printed:
        text = ""
        for k, term in enumerate(expr.args):
            negative = term.head == "neg"
            shown = self.text(term.args[0] if negative else term, env, PRODUCT - 1 if negative else SIGN + 1)
            sign = ("-" if negative else "") if k == 0 else (" - " if negative else " + ")
            text += sign + shown
        return text, SUM

    def neg(self, expr: Expr, env: Env) -> Printed:
        return "-" + self.text(expr.args[0], env, PRODUCT - 1), SIGN

    def mul(self, expr: Expr, env: Env) -> Printed:
        return "*".join(self.text(a, env, PRODUCT + 1) for a in expr.args), PRODUCT

    def div(self, expr: Expr, env: Env) -> Printed:
        over, under = expr.args
        return f"{self.text(over, env, PRODUCT - 1)}/{self.text(under, env, POWER)}", PRODUCT - 1

    def power(self, expr: Expr, env: Env) -> Printed:
        base, exponent = expr.args
        return f"{self.text(base, env, POWER + 1)}^{self.text(exponent, env, POWER + 1)}", POWER

    def application(self, expr: Expr, env: Env) -> Printed:
        if expr.head == "call":
            return f"{self.text(expr.args[0], env)}({self.listed(expr.args[1:], env)})", ATOM
        return f"{expr.head}({self.listed(expr.args, env)})", ATOM

    def family(self, expr: Expr, env: Env) -> Printed:
        body, index, _, _, place = expr.args
        total = place.head == "truth"
        at = "j" if total else self.text(place, env)
        after = "" if total else f"[{at}]"
        whole = as_array(body, index)
        if whole is not None:
            return f"{expr.head}({self.text(whole, env)}){after}", ATOM
        if body.head == "entry" and body.args[1:] == (index,):
            return f"{expr.head}({body.args[0].value}){after}", ATOM
        return f"{expr.head}({self.text(body, {**env, index.value: at})})", ATOM

    def big(self, expr: Expr, env: Env) -> Printed:
        body, index, lo, hi, condition = expr.args
        name = bound_name(index.value, self.taken, env)
        inner = {**env, index.value: name}
        more = "" if condition.head == "truth" else f", {self.text(condition, inner)}"
        limits = f"({name}, {self.text(lo, env)}, {self.text(hi, env)}{more})"
        return f"{PLAIN_BIG[expr.head]}({self.text(body, inner)}, {limits})", ATOM

    def limit(self, expr: Expr, env: Env) -> Printed:
        side = [", right" if s.value > 0 else ", left" for s in expr.args[3:]]
        return f"Limit({self.listed(expr.args[:3], env)}{''.join(side)})", ATOM

    def derivative(self, expr: Expr, env: Env) -> Printed:
        letters: list[str] = []
        while expr.head == "deriv":
            letters.append(self.text(expr.args[1], env))
            expr = expr.args[0]
        return f"D({', '.join([self.text(expr, env), *_counted(reversed_list(letters))])})", ATOM

    def named(self, expr: Expr, env: Env) -> Printed:
        return f"{expr.head}({self.listed(expr.args, env)})", ATOM

    # arrays

    def matmul(self, expr: Expr, env: Env) -> Printed:
        return " @ ".join(self.text(a, env, PRODUCT + 1) for a in expr.args), PRODUCT

    def transpose(self, expr: Expr, env: Env) -> Printed:
        base = self.text(expr.args[0], env, ATOM)
        return f"{base}.T", ATOM

    def word(self, expr: Expr, env: Env) -> Printed:
        return f"{PLAIN_WORDS[expr.head]}({self.listed(expr.args, env)})", ATOM

    def norm(self, expr: Expr, env: Env) -> Printed:
        degree = "F" if expr.head == "frobenius" else self.text(expr.args[1], env)
        return f"norm({self.text(expr.args[0], env)}{'' if degree == '2' else f', {degree}'})", ATOM

    def filled(self, expr: Expr, env: Env) -> Printed:
        word = "I" if expr.head == "identity" and not expr.args else expr.head
        return (f"{word}({self.listed(expr.args, env)})" if expr.args else word), ATOM

    def vector(self, expr: Expr, env: Env) -> Printed:
        return f"[{self.listed(expr.args, env)}]", ATOM

    def block(self, expr: Expr, env: Env) -> Printed:
        return f"[{'; '.join(self.text(a, env) for a in expr.args)}]", ATOM

    def cases(self, expr: Expr, env: Env) -> Printed:
        pairs = [f"({self.listed(expr.args[k : k + 2], env)})" for k in range(0, len(expr.args), 2)]
        return f"Piecewise({', '.join(pairs)})", ATOM

    def relation(self, expr: Expr, env: Env) -> Printed:
        left, right = (self.text(x, env, RELATION + 1) for x in expr.args)
        return f"{left} {PLAIN_RELATIONS[expr.head]} {right}", RELATION

    def logic(self, expr: Expr, env: Env) -> Printed:
        level = {"and": AND, "or": OR}[expr.head]
        return f" {expr.head} ".join(self.text(x, env, level + 1) for x in expr.args), level

    def negation(self, expr: Expr, env: Env) -> Printed:
        return f"not ({self.text(expr.args[0], env)})", NOT


def reversed_list(items: list[str]) -> list[str]:
    return items[::-1]


def _counted(letters: list[str]) -> list[str]:
    """x, x → x, 2."""
    found: list[str] = []
    at = 0
    while at < len(letters):
        end = at
        while end < len(letters) and letters[end] == letters[at]:
            end += 1
        found += [letters[at]] + ([str(end - at)] if end - at > 1 else [])
        at = end
    return found


_RULES: dict[str, Callable[[_Printer, Expr, Env], Printed]] = {
    "num": _Printer.number,
    "dec": _Printer.leaf,
    "sym": _Printer.leaf,
    "truth": _Printer.leaf,
    "const": _Printer.constant,
    "idx": _Printer.index,
    "entry": _Printer.entry,
    "add": _Printer.add,
    "mul": _Printer.mul,
    "neg": _Printer.neg,
    "div": _Printer.div,
    "pow": _Printer.power,
    "sum": _Printer.big,
    "prod": _Printer.big,
    "limit": _Printer.limit,
    "deriv": _Printer.derivative,
    "delta": _Printer.named,
    "iverson": _Printer.named,
    "cases": _Printer.cases,
    "matmul": _Printer.matmul,
    "transpose": _Printer.transpose,
    **dict.fromkeys(PLAIN_WORDS, _Printer.word),
    "norm": _Printer.norm,
    "frobenius": _Printer.norm,
    **dict.fromkeys(("ones", "zeros", "identity"), _Printer.filled),
    **dict.fromkeys(("vector", "matrix", "row"), _Printer.vector),
    "block": _Printer.block,
    **dict.fromkeys(PLAIN_RELATIONS, _Printer.relation),
    "and": _Printer.logic,
    "or": _Printer.logic,
    "not": _Printer.negation,
}
