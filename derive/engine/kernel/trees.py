"""Trees made ready: definitions put in, derivatives carried out by the kernel's own table.

A derivative becomes a node `where`(value, relation, …, defined(body)): its value, the relations under
which it exists (strict: a neighbourhood is needed), and the body, which must have a value itself.
"""

from __future__ import annotations

from collections.abc import Callable

from derive.engine.kernel.polynomial import Reject
from derive.expressions.build import MINUS_ONE, ONE, PI, TRUE, TWO, ZERO, add, conj, div, exp, fn, log, mul, neg
from derive.expressions.build import num, power, rel, sub
from derive.expressions.expr import LOGIC, RELATIONS, Expr, free_indices, node, number_value, postorder
from derive.expressions.walk import freshen, letters, rebuild, substitute
from derive.notation.context import Context, Definition
from derive.notation.functions import FunctionTable

One = Callable[[Expr], Expr]
NATIVE = frozenset("exp log sin cos tan atan asin acos abs max min sign heaviside floor ceil sqrt".split())


def _over_root(sign: int) -> One:
    return lambda u: div(num(sign), power(sub(ONE, power(u, TWO)), div(ONE, TWO)))


DERIVATIVES: dict[str, One] = {
    "exp": exp,
    "log": lambda u: div(ONE, u),
    "sin": lambda u: fn("cos", u),
    "cos": lambda u: neg(fn("sin", u)),
    "tan": lambda u: add(ONE, power(fn("tan", u), TWO)),
    "atan": lambda u: div(ONE, add(ONE, power(u, TWO))),
    "asin": _over_root(1),
    "acos": _over_root(-1),
    "sqrt": lambda u: div(ONE, mul(TWO, fn("sqrt", u))),
    "abs": lambda u: fn("sign", u),
    "erf": lambda u: mul(div(TWO, power(PI, div(ONE, TWO))), exp(neg(power(u, TWO)))),
    "gamma": lambda u: mul(fn("gamma", u), fn("digamma", u)),
    "loggamma": lambda u: fn("digamma", u),
    **dict.fromkeys(("sign", "heaviside", "floor", "ceil"), lambda u: ZERO),
}
HALF_EXP = lambda u, s: div(add(exp(u), mul(num(s), exp(neg(u)))), TWO)  # noqa: E731
UNARY: dict[str, One] = {
    "sinh": lambda u: HALF_EXP(u, -1),
    "cosh": lambda u: HALF_EXP(u, 1),
    "tanh": lambda u: div(HALF_EXP(u, -1), HALF_EXP(u, 1)),
    "coth": lambda u: div(HALF_EXP(u, 1), HALF_EXP(u, -1)),
    "sech": lambda u: div(ONE, HALF_EXP(u, 1)),
    "csch": lambda u: div(ONE, HALF_EXP(u, -1)),
    "sigma": lambda u: div(ONE, add(ONE, exp(neg(u)))),
    "cot": lambda u: div(fn("cos", u), fn("sin", u)),
    "sec": lambda u: div(ONE, fn("cos", u)),
    "csc": lambda u: div(ONE, fn("sin", u)),
    "tan": lambda u: div(fn("sin", u), fn("cos", u)),
    "sqrt": lambda u: power(u, div(ONE, TWO)),
    "asinh": lambda u: log(add(u, power(add(power(u, TWO), ONE), div(ONE, TWO)))),
    "atanh": lambda u: div(sub(log(add(ONE, u)), log(sub(ONE, u))), TWO),
    "acosh": lambda u: log(add(u, mul(power(sub(u, ONE), div(ONE, TWO)), power(add(u, ONE), div(ONE, TWO))))),
    "ceil": lambda u: neg(fn("floor", neg(u))),
    "erfc": lambda u: sub(ONE, fn("erf", u)),
}


class Unfolder:
    """Puts in definitions and defining forms; names defined through themselves stay letters."""

    def __init__(self, context: Context, functions: FunctionTable) -> None:
        self.context, self.functions = context, functions
        self.uses = {d.name: set(letters(d.right)) for d in context.definitions}
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
        key = (expr, keep)
        if key not in self.memo:
            self.memo[key] = self._unfold(expr, keep)
        return self.memo[key]

    def _unfold(self, expr: Expr, keep: frozenset[str]) -> Expr:
        if expr.head == "deriv":
            return self._derivative(expr, keep)
        if expr.head == "entry" and expr.args[0].head != "sym":
            return self.unfold(self._family(expr), keep)
        named = expr.args[:1] if expr.head in ("entry", "call") else ()
        new = rebuild(expr, (*named, *(self.unfold(a, keep) for a in expr.args[len(named) :])))
        replaced = self._instance(new, keep)
        if replaced is not None:
            return self.unfold(replaced, keep)
        known = self.functions.get(new.head)
        if known is None or known.definition is not None or new.head in NATIVE or not known.domain:
            return new
        at = dict(zip(known.parameters, new.args, strict=True))
        return node("where", new, *(self.unfold(substitute(c, at), keep) for c in known.domain))

    def _instance(self, expr: Expr, keep: frozenset[str]) -> Expr | None:
        if expr.head == "sym" or expr.head in ("entry", "call"):
            name = (expr if expr.head == "sym" else expr.args[0]).value
            if name in keep or name in self.recursive:
                return None
            for definition in self.context.definitions:
                actual = _match(definition, expr) if definition.name == name else None
                if actual is not None:
                    return freshen(substitute(definition.right, actual))
            concrete = all(a.head == "num" for a in expr.args[1:])
            if name in self.uses and not concrete and not (expr.head == "sym" and self.axes(name)):
                raise Reject(f"a use of {name} that its definition does not cover")
            return None
        known = self.functions.get(expr.head)
        if known is not None and known.definition is not None and expr.head not in NATIVE and not known.family:
            if len(known.parameters) != len(expr.args):
                raise Reject(f"{expr.head} with {len(expr.args)} arguments")
            at = dict(zip(known.parameters, expr.args, strict=True))
            value = freshen(substitute(known.definition, at))
            return node("where", value, *(substitute(d, at) for d in known.domain)) if known.domain else value
        if expr.head in UNARY and expr.head != "tan" and len(expr.args) == 1:
            return UNARY[expr.head](expr.args[0])
        return None

    def axes(self, name: str) -> tuple[Expr, ...]:
        letter = self.context.letters.get(name)
        return letter.axes if letter else ()

    def _family(self, expr: Expr) -> Expr:
        """f(z)_i by the defining form: the last parameters are the indices, a size it names is z's axis."""
        known = self.functions.get(expr.args[0].head)
        if known is None:
            return self._pointwise(expr.args[0], expr.args[1:])
        actual = (*expr.args[0].args, *expr.args[1:])
        if known.definition is None or not known.family or len(known.parameters) != len(actual) or not expr.args[0].args:
            return self._pointwise(expr.args[0], expr.args[1:])
        array = actual[0]
        form = known.definition
        axes = [self.axes(n) for n in letters(array) if self.axes(n)]
        sizes = [s for s in letters(form).values() if s not in known.parameters]
        if sizes and (len(sizes) > 1 or not axes or any(a[0] is not axes[0][0] for a in axes)):
            raise Reject(f"the length of the argument of {known.name} is not known")
        form = substitute(form, {s: axes[0][0] for s in sizes})
        if array.head != "sym":
            inside = [e for e in postorder(form) if e.head == "entry" and e.args[0] is known.parameters[0]]
            form = substitute(form, {e: self._pointwise(array, e.args[1:]) for e in inside})
        return freshen(substitute(form, dict(zip(known.parameters, actual, strict=True))))

    def _pointwise(self, array: Expr, places: tuple[Expr, ...]) -> Expr:
        """(a + b)_i = a_i + b_i, scalars as they are."""
        if any(e.head in ("entry", "sum", "prod", "deriv") or self._is_family(e) for e in postorder(array)):
            raise Reject("an entry of an array expression that is not pointwise")
        found = {s: self.axes(n) for n, s in letters(array).items() if self.axes(n)}
        if not found or any(len(a) != len(places) for a in found.values()):
            raise Reject("an entry of something that is no array")
        return substitute(array, {s: node("entry", s, *places) for s in found})

    def _is_family(self, expr: Expr) -> bool:
        known = self.functions.get(expr.head)
        return known is not None and known.family

    # ---- derivatives -------------------------------------------------------------------------------

    def _derivative(self, expr: Expr, keep: frozenset[str]) -> Expr:
        """∂body/∂letter with the letter kept a letter within; unfolded afterwards."""
        body, letter = expr.args
        base = letter.args[0] if letter.head == "entry" else letter
        if base.head != "sym" or letter.head not in ("sym", "entry"):
            raise Reject("a derivative by something that is no letter")
        if letter.head == "entry":
            letter = rebuild(letter, (base, *(self.unfold(a, keep) for a in letter.args[1:])))
        inner = self.unfold(body, keep | {base.value})
        names = set(letters(inner))
        ground = {n for n in self.ground({base.value}) if self.context.role(n) not in ("size", "integer", "index")}
        if base.value in self.uses and base.value not in names and ground & self.ground(names):
            raise Reject(f"what is differentiated is not defined through {base.value}")
        if any(base.value in self.ground({n}) for n in names & (keep | self.recursive) if n != base.value):
            raise Reject("a folded letter depends on the letter of the derivative")
        conditions: dict[Expr, None] = {}
        value = Differentiation(letter, base, conditions).of(inner)
        return self.unfold(node("where", value, *conditions, node("defined", inner)), keep)


def _match(definition: Definition, expr: Expr) -> dict[Expr, Expr] | None:
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


class Differentiation:
    """∂/∂letter; the conditions met on the way hold at every point where the value is used."""

    def __init__(self, letter: Expr, base: Expr, conditions: dict[Expr, None]) -> None:
        self.letter, self.base, self.conditions = letter, base, conditions
        self.memo: dict[Expr, Expr] = {}
        self.moving: set[Expr] = set()
        self.bound: list[Expr] = []

    def of(self, expr: Expr) -> Expr:
        for each in postorder(expr):
            if each is self.base or any(a in self.moving for a in each.args):
                self.moving.add(each)
            self.memo[each] = self._at(each) if each in self.moving else ZERO
        return self.memo[expr]

    def need(self, relation: Expr) -> None:
        """Remember a condition; one that holds for every place of a sum is wrapped by its use there."""
        self.conditions[relation] = None

    def _at(self, e: Expr) -> Expr:
        d = self.memo
        if e is self.letter:
            return ONE
        if e is self.base:
            return ZERO
        if e.head == "entry":
            if e.args[0] is not self.base or self.letter.head != "entry" or len(e.args) != len(self.letter.args):
                raise Reject("an entry that is no function of the letter")
            pairs = zip(e.args[1:], self.letter.args[1:], strict=True)
            return times(*(ONE if a is b else node("delta", a, b) for a, b in pairs))
        if self.letter.head == "entry" and self.base in e.args:
            raise Reject("a whole array where its entries are differentiated by")
        rule = getattr(self, f"_{e.head}", None)
        if rule is not None:
            return rule(e)  # type: ignore[no-any-return]
        if e.head in DERIVATIVES and len(e.args) == 1:
            self._smooth(e.head, e.args[0])
            return times(DERIVATIVES[e.head](e.args[0]), d[e.args[0]])
        if e.head in RELATIONS or e.head in LOGIC or e.head == "defined":
            return ZERO
        raise Reject(f"no derivative of {e.head} is known here")

    def _smooth(self, head: str, u: Expr) -> None:
        if head in ("abs", "sign", "heaviside"):
            self.need(rel("ne", u, ZERO))
        elif head in ("asin", "acos"):
            self.need(rel("gt", sub(ONE, power(u, TWO)), ZERO))
        elif head in ("log", "sqrt"):
            self.need(rel("gt", u, ZERO))
        elif head in ("floor", "ceil"):
            self.need(rel("ne", u, fn("floor", u)))

    def _add(self, e: Expr) -> Expr:
        return plus(*(self.memo[a] for a in e.args))

    def _neg(self, e: Expr) -> Expr:
        inner = self.memo[e.args[0]]
        return ZERO if inner is ZERO else neg(inner)

    def _mul(self, e: Expr) -> Expr:
        parts = [times(*e.args[:k], self.memo[a], *e.args[k + 1 :]) for k, a in enumerate(e.args)]
        return plus(*parts)

    def _div(self, e: Expr) -> Expr:
        f, g = e.args
        df, dg = self.memo[f], self.memo[g]
        first = ZERO if df is ZERO else div(df, g)
        return first if dg is ZERO else plus(first, neg(div(times(f, dg), power(g, TWO))))

    def _pow(self, e: Expr) -> Expr:
        f, g = e.args
        df, dg = self.memo[f], self.memo[g]
        c = number_value(g)
        if c is not None and c.denominator == 1:
            return ZERO if df is ZERO else times(num(c), power(f, num(c - 1)), df)
        if df is not ZERO or f in self.moving:
            self.need(rel("gt", f, ZERO))
        grown = ZERO if dg is ZERO else times(e, ONE if f.head == "const" and f.value == "e" else log(f), dg)
        return plus(ZERO if df is ZERO else times(g, div(e, f), df), grown)

    def _sum(self, e: Expr) -> Expr:
        body, index, lo, hi, condition = e.args
        if any(a in self.moving for a in e.args[2:]):
            raise Reject("the range of a sum depends on the letter of the derivative")
        self._bind(e)
        inner = self.memo[body]
        return ZERO if inner is ZERO else freshen(node("sum", inner, index, lo, hi, condition))

    def _prod(self, e: Expr) -> Expr:
        body, index, lo, hi, condition = e.args
        if any(a in self.moving for a in e.args[2:]):
            raise Reject("the range of a product depends on the letter of the derivative")
        self._bind(e)
        if self.memo[body] is ZERO:
            return ZERO
        other = freshen(e)
        rest = rebuild(other, (*other.args[:4], conj(other.args[4], rel("ne", other.args[1], index))))
        return freshen(node("sum", times(self.memo[body], rest), index, lo, hi, condition))

    def _bind(self, e: Expr) -> None:
        """Conditions that name the index hold for all its places: kept as a sum of `where` nodes."""
        index = e.args[1].value
        inside = [c for c in self.conditions if index in free_indices(c)]
        for c in inside:
            del self.conditions[c]
        if inside:
            self.need(node("defined", freshen(rebuild(e, (node("where", ZERO, *inside), *e.args[1:])))))

    def _where(self, e: Expr) -> Expr:
        for c in e.args[1:]:
            self.need(self._strict(c) if c in self.moving else c)
        return self.memo[e.args[0]]

    def _strict(self, c: Expr) -> Expr:
        return node({"ge": "gt", "le": "lt", "eq": "truth"}.get(c.head, c.head), *c.args)

    def _extreme(self, e: Expr) -> Expr:
        branches: list[Expr] = []
        kind = "gt" if e.head == "max" else "lt"
        for a in dict.fromkeys(e.args):
            others = [b for b in dict.fromkeys(e.args) if b is not a]
            branches += [self.memo[a], conj(*(rel(kind, a, b) for b in others))]
            for b in others:
                self.need(rel("ne", a, b))
        return node("cases", *branches)

    _max = _min = _extreme

    def _cases(self, e: Expr) -> Expr:
        for condition in e.args[1::2]:
            for each in postorder(condition):
                if each.head in RELATIONS and each in self.moving:
                    self.need(rel("ne", *each.args))
        pairs = zip(e.args[::2], e.args[1::2], strict=True)
        return node("cases", *(x for v, c in pairs for x in (self.memo[v], c)))

    def _iverson(self, e: Expr) -> Expr:
        return self._cases(node("cases", ONE, e.args[0])) and ZERO


def times(*parts: Expr) -> Expr:
    return ZERO if ZERO in parts else mul(*(p for p in parts if p is not ONE))


def plus(*parts: Expr) -> Expr:
    return add(*(p for p in parts if p is not ZERO))
