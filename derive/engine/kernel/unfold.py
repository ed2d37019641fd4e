"""Definitions and defining forms put in; derivatives stay nodes whose letter is kept a letter within."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from math import factorial

from derive.engine.kernel.negative_gamma import of_negative
from derive.expressions.build import ONE, TWO, add, div, exp, log, mul, neg, num, power, sub
from derive.expressions.expr import Expr, binds, node, number_value, postorder
from derive.expressions.walk import freshen, letters, rebuild, substitute, transform
from derive.notation.context import Context, Definition
from derive.notation.functions import Function, FunctionTable

HALF = div(ONE, TWO)
VALUE_OF = "value_of_"  # a function without a defining form
MOST_STEPS = 30
LOWEST: dict[tuple[str, Fraction | None], str] = {("polygamma", Fraction(0)): "digamma"}
NATIVE = frozenset("exp log sin cos tan atan asin acos abs max min sign heaviside floor sqrt erf".split())


class Reject(Exception):
    """The certificate does not prove the verdict."""


def _halves(sign: int) -> Callable[[Expr], Expr]:
    return lambda u: div(add(exp(u), mul(num(sign), exp(neg(u)))), TWO)


SINH, COSH = _halves(-1), _halves(1)
FORMS: dict[str, Callable[..., Expr]] = {
    "sinh": SINH,
    "cosh": COSH,
    "tanh": lambda u: div(SINH(u), COSH(u)),
    "coth": lambda u: div(COSH(u), SINH(u)),
    "sech": lambda u: div(ONE, COSH(u)),
    "csch": lambda u: div(ONE, SINH(u)),
    "sigma": lambda u: div(ONE, add(ONE, exp(neg(u)))),
    "cot": lambda u: div(node("cos", u), node("sin", u)),
    "sec": lambda u: div(ONE, node("cos", u)),
    "csc": lambda u: div(ONE, node("sin", u)),
    "asinh": lambda u: log(add(u, power(add(power(u, TWO), ONE), HALF))),
    "atanh": lambda u: div(sub(log(add(ONE, u)), log(sub(ONE, u))), TWO),
    "acosh": lambda u: log(add(u, mul(power(sub(u, ONE), HALF), power(add(u, ONE), HALF)))),
    "ceil": lambda u: neg(node("floor", neg(u))),
    "erfc": lambda u: sub(ONE, node("erf", u)),
    "mod": lambda a, b: sub(a, mul(b, node("floor", div(a, b)))),
}


@lru_cache(maxsize=8192)
def exact(e: Expr) -> Fraction | None:
    """The value of arithmetic with numbers only."""
    number = number_value(e)
    if number is not None:
        return number
    if e.head not in ("add", "mul", "neg", "div", "pow", "where"):
        return None
    args = [exact(a) for a in e.args[: 1 if e.head == "where" else None]]
    known = [a for a in args if a is not None]
    if len(known) < len(args) or not known:
        return None
    x = known[0]
    if e.head == "pow":
        small = known[1].denominator == 1 and abs(known[1]) <= 4096
        return x ** int(known[1]) if small and (x or known[1] >= 0) else None
    for y in known[1:]:
        if e.head == "div" and not y:
            return None
        x = x + y if e.head == "add" else x * y if e.head == "mul" else x / y
    return -x if e.head == "neg" else x


def apart(e: Expr) -> tuple[Fraction, Expr | None]:
    """(c, v) with e = v + c, the numbers among the terms of e as c; no v for a number."""
    number = exact(e)
    if number is not None or e.head != "add":
        return (Fraction(0), e) if number is None else (number, None)
    parts = [apart(a) for a in e.args]
    rest = [v for _, v in parts if v is not None]
    return sum((c for c, _ in parts), Fraction(0)), add(*rest) if rest else None


class Unfolder:
    """Names defined through themselves stay letters; so do those in `keep` and in `stages`."""

    def __init__(
        self, context: Context, functions: FunctionTable, stages: frozenset[str] = frozenset()
    ) -> None:
        self.context, self.functions, self.stages = context, functions, stages
        self.smooth: frozenset[str] = frozenset()  # stages that are roots of something positive
        self.uses: dict[str, set[str]] = {}
        for d in context.definitions:
            self.uses.setdefault(d.name, set()).update(letters(d.right))
        self.recursive = {n for n in self.uses if n in self.ground(self.uses[n])}
        self.memo: dict[tuple[Expr, frozenset[str]], Expr] = {}

    def ground(self, names: set[str]) -> set[str]:
        """All names that these names depend on, themselves included."""
        seen: set[str] = set()
        stack = sorted(names)
        while stack:
            name = stack.pop()
            if name not in seen:
                seen.add(name)
                stack.extend(sorted(self.uses.get(name, ())))
        return seen

    def unfold(self, expr: Expr, keep: frozenset[str] = frozenset()) -> Expr:
        found = self.memo.get((expr, keep))
        if found is None:
            found = self.memo[expr, keep] = self._unfold(expr, keep)
        return found

    def _unfold(self, expr: Expr, keep: frozenset[str]) -> Expr:
        head, args = expr.head, expr.args
        if head == "deriv":
            return self._derivative(expr, keep)
        if head == "entry" and args[0].head != "sym":
            return self.unfold(self._entry(args[0], args[1:]), keep)
        if binds(expr) and head in self.functions:
            return self.unfold(self._spread(expr, self.functions[head]), keep)
        if not args:
            found = self._defined(expr, keep) if head == "sym" else None
            return expr if found is None else self.unfold(found, keep)
        named = args[:1] if head in ("entry", "call") else ()
        new = rebuild(expr, (*named, *(self.unfold(a, keep) for a in args[len(named) :])))
        found = self._defined(new, keep) if named else self._function(new)
        return new if found is None else self.unfold(found, keep)

    def _defined(self, expr: Expr, keep: frozenset[str]) -> Expr | None:
        """A letter, an entry or a call by its definition."""
        name = (expr if expr.head == "sym" else expr.args[0]).value
        if name in keep or name in self.recursive or name in self.stages or name not in self.uses:
            return None
        found = matched(self.context, expr)
        if found is not None:
            return freshen(found)
        concrete = expr.head != "sym" and all(a.head == "num" for a in expr.args[1:])
        if not concrete and not (expr.head == "sym" and self.axes(name)):
            raise Reject(f"a use of {name} that its definition does not cover")
        return None

    def _function(self, expr: Expr) -> Expr | None:
        """A function by its defining form; its stated domain goes along in a `where` node."""
        known = self.functions.get(expr.head)
        if expr.head == "gamma" and (below := of_negative(exact(expr.args[0]))) is not None:
            return self.unfold(below)
        if known is None or known.family or expr.head in NATIVE:
            return FORMS[expr.head](*expr.args) if expr.head in FORMS else None
        if len(known.parameters) != len(expr.args):
            raise Reject(f"{expr.head} with {len(expr.args)} arguments")
        at = dict(zip(known.parameters, expr.args, strict=True))
        if known.definition is not None:
            value = freshen(substitute(known.definition, at))
        elif expr.head in FORMS:
            value = FORMS[expr.head](*expr.args)
        else:
            value = self._stepped(known, expr) or node(VALUE_OF + expr.head, *expr.args)
        return node("where", value, *(substitute(c, at) for c in known.domain)) if known.domain else value

    def _stepped(self, known: Function, expr: Expr) -> Expr | None:
        """An order v + c, its number c brought to 1 ≤ c < 3 by the library's recurrence."""
        if (known.name, exact(expr.args[0])) in LOWEST:
            return self.unfold(node(LOWEST[known.name, exact(expr.args[0])], *expr.args[1:]))
        up, down = known.following, known.preceding
        if known.name == "polygamma":
            return self._polygamma(*expr.args)
        if up is None or down is None:
            return None
        order, rest = apart(expr.args[0])
        terms = {x.args[0] for x in postorder(up) if x.head == known.name}
        if abs(order) > MOST_STEPS or 1 <= order < 1 + len(terms):
            return None
        rule, shift = (up, -1) if order > 1 else (down, 1)
        nearer = num(order + shift) if rest is None else add(rest, num(order + shift))
        at = dict(zip(known.parameters, expr.args, strict=True)) | {known.parameters[0]: nearer}
        return self.unfold(substitute(rule, at))

    def _polygamma(self, order: Expr, u: Expr) -> Expr | None:
        """ψ_m(u + 1) = ψ_m(u) + (−1)^m·m!/u^{m+1}, towards u = v + c with 1 ≤ c < 2."""
        (c, rest), m = apart(u), exact(order)
        if m is None or m.denominator != 1 or not 0 < m <= MOST_STEPS or 1 <= c < 2 or abs(c) > MOST_STEPS:
            return None
        shift = -1 if c > 1 else 1
        nearer = num(c + shift) if rest is None else add(rest, num(c + shift))
        low = nearer if c > 1 else u
        gap = div(num((-1) ** int(m) * factorial(int(m))), power(low, num(m + 1)))
        beside = self.unfold(node("polygamma", order, nearer))
        return add(beside, gap) if c > 1 else sub(beside, gap)

    def axes(self, name: str) -> tuple[Expr, ...]:
        letter = self.context.letters.get(name)
        return letter.axes if letter else ()

    def _form(self, known: Function, size: Expr | None, at: Mapping[Expr, Expr]) -> Expr:
        """The defining form of a family, with the length of its array and its other arguments put in."""
        if known.definition is None:
            raise Reject(f"{known.name} has no defining form")
        sizes = [s for s in letters(known.definition).values() if s not in known.parameters]
        if len(sizes) > 1 or (sizes and size is None):
            raise Reject(f"the length of the argument of {known.name} is not known")
        return freshen(substitute(known.definition, {**dict.fromkeys(sizes, size or ONE), **at}))

    def _spread(self, expr: Expr, known: Function) -> Expr:
        """f(body, j, 1, n, i) by the defining form of f(z)_i, with z_j the body."""
        body, index, lo, hi, place = expr.args
        array, *places = known.parameters
        if len(places) > 1 or lo is not ONE:
            raise Reject(f"{known.name} is taken over one array from 1 to its length")
        form = self._form(known, hi, dict.fromkeys(places, place))

        def put(e: Expr) -> Expr | None:
            own = e.head == "entry" and e.args[0] is array
            return freshen(substitute(body, {index: e.args[1]})) if own else None

        return transform(form, put)

    def _entry(self, whole: Expr, places: tuple[Expr, ...]) -> Expr:
        """softmax(z)_i by the defining form: the last parameters are the indices."""
        known = self.functions.get(whole.head)
        actual = (*whole.args, *places)
        if known is None or not known.family or len(known.parameters) != len(actual):
            return self._pointwise(whole, places)
        array, first = whole.args[0], known.parameters[0]
        axes = [self.axes(n) for n in letters(array) if self.axes(n)]
        same = axes and all(a[0] is axes[0][0] for a in axes)
        at = dict(zip(known.parameters[1:], actual[1:], strict=True))
        form = self._form(known, axes[0][0] if same else None, at)

        def put(e: Expr) -> Expr | None:
            if e.head != "entry" or e.args[0] is not first:
                return None
            return (
                node("entry", array, *e.args[1:]) if array.head == "sym" else self._entry(array, e.args[1:])
            )

        return transform(form, put)

    def _pointwise(self, array: Expr, places: tuple[Expr, ...]) -> Expr:
        """(a + b)_i = a_i + b_i, scalars as they are."""
        if any(e.head in ("entry", "sum", "prod", "deriv") or binds(e) for e in postorder(array)):
            raise Reject("an entry of an array expression that is not pointwise")
        found = {s: self.axes(n) for n, s in letters(array).items() if self.axes(n)}
        if not found or any(len(a) != len(places) for a in found.values()):
            raise Reject("an entry of something that is no array")
        if any((f := self.functions.get(e.head)) is not None and f.family for e in postorder(array)):
            raise Reject("an entry of an array expression that is not pointwise")
        return substitute(array, {s: node("entry", s, *places) for s in found})

    def _derivative(self, expr: Expr, keep: frozenset[str]) -> Expr:
        """∂body/∂letter: the body is unfolded, but not the letter within it."""
        body, letter = expr.args
        base = letter.args[0] if letter.head == "entry" else letter
        if base.head != "sym":
            raise Reject("a derivative by something that is no letter")
        if letter.head == "entry":
            letter = rebuild(letter, (base, *(self.unfold(a, keep) for a in letter.args[1:])))
        inner = self.unfold(body, keep | {base.value})
        if self.stages and keep:
            raise Reject("a derivative within another, with letters kept")
        names = set(letters(inner))
        names |= self.ground(names & self.stages)
        reals = {
            n for n in self.ground({base.value}) if self.context.role(n) not in ("size", "integer", "index")
        }
        if base.value in self.uses and base.value not in names and reals & self.ground(names):
            raise Reject(f"what is differentiated is not defined through {base.value}")
        if any(base.value in self.ground({n}) for n in names & (keep | self.recursive) if n != base.value):
            raise Reject("a folded letter depends on the letter of the derivative")
        return node("deriv", inner, letter)


def matched(context: Context, expr: Expr) -> Expr | None:
    """The right side of the definition of a letter, a place or a call."""
    for definition in context.definitions:
        actual = _match(definition, expr)
        if actual is not None:
            return substitute(definition.right, actual)
    return None


def _match(definition: Definition, expr: Expr) -> dict[Expr, Expr] | None:
    """The values of the definition's parameters at which its left side is `expr`."""
    left = definition.left
    if left.head != expr.head or len(left.args) != len(expr.args):
        return None
    if left.head == "sym":
        return {} if left is expr else None
    found: dict[Expr, Expr] = {}
    for place, (formal, actual) in enumerate(zip(left.args, expr.args, strict=True)):
        if not place or formal.head not in ("idx", "sym"):
            if formal is not actual:
                return None
        elif found.setdefault(formal, actual) is not actual:
            return None
    return found
