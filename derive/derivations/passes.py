"""One line of differentiation: every outermost derivative pushed through one rule.

What a reader does in the head (linearity, constants, ∂x/∂x = 1, dropping +0 and ·1, contracting
a δ under its sum) is folded into the line as substeps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from derive.engine import forms
from derive.engine.dependence import moves
from derive.engine.index_rules import write_ranges
from derive.engine.indices import contract
from derive.engine.linear import Range
from derive.engine.rewriting import apply_rule, rule_parameters
from derive.engine.rules import TRIVIAL, Grounds, next_rule
from derive.errors import DeriveError
from derive.expressions.build import ne
from derive.expressions.expr import Expr, Index, binds, postorder
from derive.expressions.walk import Path, at_path, replace_at, substitute
from derive.records.step import Step
from derive.render.plain import plain


def derivatives(expr: Expr, at: Path = ()) -> Iterator[Path]:
    """Where the derivatives stand whose body holds no further one, from left to right."""
    if not has_derivative(expr):
        return
    if expr.head == "deriv" and not has_derivative(expr.args[0]):
        yield at
        return
    for place, arg in enumerate(expr.args):
        yield from derivatives(arg, (*at, place))


def has_derivative(expr: Expr) -> bool:
    return any(each.head == "deriv" for each in postorder(expr))


ORDERS = frozenset({"lt", "le", "gt", "ge"})


@dataclass
class Line:
    """A line in the making: the expression so far and the finer steps that led to it."""

    expr: Expr
    grounds: Grounds
    steps: list[Step] = field(default_factory=list)
    real: list[str] = field(default_factory=list)
    postponed: bool = False

    def take(
        self,
        rule: str,
        after: Expr,
        path: Path = (),
        parameters: tuple[Expr, ...] = (),
        conditions: tuple[Expr, ...] = (),
    ) -> None:
        if after is not self.expr:
            self.steps.append(Step(rule, self.expr, after, path, parameters, conditions=conditions))
            self.expr = after

    def push(self, path: Path, real: bool) -> None:
        """The derivative at `path` through trivial rules and, if `real`, one that is not."""
        node = at_path(self.expr, path)
        found = next_rule(node, self.grounds, real=real)
        if found is None:
            raise without_rule(node, self.grounds)
        rule, new = found
        if rule == "definition" and path and is_named(node.args[0]):
            self.postponed = True
            return
        if rule not in TRIVIAL:
            self.real.append(rule)
        after = replace_at(self.expr, path, new)
        self.take(rule, after, path, rule_parameters(rule, node), smoothness(node, self.grounds))
        for inner in list(derivatives(new)):
            place = (*path, *inner)
            if rule in TRIVIAL:
                self.push(place, real)
            elif finishes(at_path(self.expr, place), self.grounds):
                self.push(place, False)

    def tidy(self, ranges: dict[Index, Range]) -> None:
        """Deltas contracted under their sums, signs and numbers in order.

        A δ between places that take some arithmetic (t + k − 1 = s) is a line of its own.
        """
        deltas = [e for e in postorder(self.expr) if e.head == "delta"]
        if deltas and all(a.head in ("idx", "num", "sym") for e in deltas for a in e.args):
            free = write_ranges(ranges)
            if contract(self.expr, self.grounds.context, ranges, split=False) is not self.expr:
                self.take("sift", apply_rule("sift", self.expr, free, self.grounds), (), free)
        self.take("tidy", forms.neat(self.expr))


def without_rule(node: Expr, grounds: Grounds) -> DeriveError:
    """The error for a derivative that no rule carries out: most often of a function that nothing defines."""
    body = node.args[0]
    written = plain(node, grounds.context, grounds.functions)
    if body.head != "call":
        return DeriveError(f"no rule of differentiation applies to {written}")
    call = plain(body, grounds.context, grounds.functions)
    return DeriveError(
        f"{written} is not known: nothing defines {call.split('(')[0]}", hint=f'define it: "{call} = …"'
    )


def is_named(body: Expr) -> bool:
    """Whether it is a letter of the text (with indices or arguments), or f(z)_i, that has a definition."""
    return body.head in ("sym", "entry", "call") or (binds(body) and body.head not in ("sum", "prod"))


def smoothness(node: Expr, grounds: Grounds) -> tuple[Expr, ...]:
    """Where the function of a chain rule step has a derivative, besides where it has a value."""
    if node.args[0].head == "cases":
        return seams(node, grounds)
    known = grounds.functions.get(node.args[0].head)
    if known is None or len(known.parameters) != len(node.args[0].args):
        return ()
    actual = dict(zip(known.parameters, node.args[0].args, strict=True))
    return tuple(substitute(c, actual) for c in known.smooth)


def seams(node: Expr, grounds: Grounds) -> tuple[Expr, ...]:
    """The places between the branches of a choice: x ≠ 0 for branches x > 0 and x ≤ 0."""
    body, letter = node.args
    bounds = (e for c in body.args[1::2] for e in postorder(c) if e.head in ORDERS)
    moving = (e for e in bounds if moves(e, letter, grounds.context))
    return tuple(dict.fromkeys(ne(*e.args) for e in moving))


def finishes(node: Expr, grounds: Grounds) -> bool:
    """Whether trivial rules alone carry a derivative out."""
    stack = [node]
    while stack:
        found = next_rule(stack.pop(), grounds, real=False)
        if found is None:
            return False
        stack.extend(at_path(found[1], path) for path in derivatives(found[1]))
    return True


def next_line(
    expr: Expr, grounds: Grounds, ranges: dict[Index, Range], *, open_first: bool = False
) -> Step | None:
    """The next line of the derivation of an expression with derivatives in it.

    With `open_first` a function stands for its defining form: the line puts that in.  None when all
    that is left are derivatives of named intermediates.
    """
    line = Line(expr, grounds)
    while True:
        before = line.expr
        for path in list(derivatives(line.expr)):
            if open_first:
                node = at_path(line.expr, path)
                line.real.append("definition")
                new = apply_rule("definition", node, (), grounds)
                line.take("definition", replace_at(line.expr, path, new), path)
            else:
                line.push(path, True)
        line.tidy(ranges)
        if line.postponed or line.real or line.expr is before or not has_derivative(line.expr):
            break
    if not line.steps:
        return None
    if len(line.steps) == 1:
        only = line.steps[0]
        return only
    conditions = tuple(dict.fromkeys(c for s in line.steps for c in s.conditions))
    return Step(principal(line), expr, line.expr, conditions=conditions, substeps=tuple(line.steps))


def principal(line: Line) -> str:
    """The rule that a line is named by: a lemma, else the first that is not trivial."""
    lemmas = [r for r in line.real if r.startswith("lemma:")]
    return (lemmas or line.real or [s.rule for s in line.steps])[0]


def nesting(expr: Expr) -> int:
    """How many derivatives stand within one another."""
    depth: dict[Expr, int] = {}
    for each in postorder(expr):
        depth[each] = max((depth[a] for a in each.args), default=0) + (each.head == "deriv")
    return depth[expr]
