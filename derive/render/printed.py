"""What the LaTeX printer hands around: text with its strength, and the brackets it may need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from derive.expressions.expr import Expr, Index, binds
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.notation.style import Style
from derive.render.naming import taken_names
from derive.render.precedence import ATOM

Env = Mapping[Index, str]
Rule = Callable[["Printer", Expr, Env], "Printed"]


@dataclass(frozen=True)
class Printed:
    """Text, how strongly it binds, whether it is taller than a line, whether it runs on to the right."""

    text: str
    level: int = ATOM
    tall: bool = False
    open: bool = False


class Printer:
    """Walks an expression with the table of rules; `scripts` counts how deep in scripts it is."""

    def __init__(
        self, root: Expr, context: Context, functions: FunctionTable, rules: Mapping[str, Rule]
    ) -> None:
        self.context = context
        self.functions = functions
        self.style: Style = functions.style
        self.rules = rules
        self.taken = taken_names(root)
        self.scripts = 0

    def show(self, expr: Expr, env: Env) -> Printed:
        rule = self.rules.get(expr.head)
        if rule is None:
            rule = self.rules["a family" if binds(expr) else "a function"]
        return rule(self, expr, env)

    def small(self, expr: Expr, env: Env) -> Printed:
        """In a script, where a quotient is printed with a slash."""
        self.scripts += 1
        printed = self.show(expr, env)
        self.scripts -= 1
        return printed

    def at_least(self, expr: Expr, level: int, env: Env) -> Printed:
        printed = self.show(expr, env)
        return printed if printed.level >= level else fenced(printed)

    def places(self, indices: tuple[Expr, ...], env: Env) -> str:
        """ij for single letters, else with commas: i, j+1."""
        shown = [self.place(i, env) for i in indices]
        glued = all(len(s) == 1 and s.isalpha() for s in shown)
        return ("" if glued else ", ").join(shown)

    def place(self, index: Expr, env: Env) -> str:
        if index.head == "idx":
            return self.show(index, env).text
        return self.small(index, env).text.replace(" + ", "+").replace(" - ", "-")

    def function_name(self, head: str) -> str:
        known = self.functions.get(head)
        if known is not None and known.latex:
            return known.latex
        return f"\\operatorname{{{''.join(c for c in head if c.isalnum())}}}"


def parenthesised(text: str, tall: bool, pair: str = "()") -> str:
    left, right = pair[0], pair[1]
    return f"\\left{left} {text} \\right{right}" if tall else f"{left}{text}{right}"


def fenced(printed: Printed) -> Printed:
    return Printed(parenthesised(printed.text, printed.tall), ATOM, printed.tall)


def script(text: str) -> str:
    return text if len(text) == 1 else f"{{{text}}}"


def outside(text: str) -> str:
    """The text without what stands in brackets or braces."""
    kept, depth = [], 0
    for c in text:
        depth -= c in ")}]"
        if depth == 0:
            kept.append(c)
        depth += c in "({["
    return "".join(kept)
