"""Syntax tree + notation → expression. Every letter is known here; nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import NoReturn

from derive.errors import ReadError, TooLarge, UnknownLetter
from derive.expressions import build
from derive.expressions.expr import Expr, node, postorder
from derive.expressions.walk import freshen, substitute
from derive.notation.context import Letter
from derive.read.bounds import check_power, check_range
from derive.read.grammar import VARIADIC
from derive.read.names import Names
from derive.read.tokens import Span
from derive.read.tree import Tree
from derive.read.words import full_name

Env = Mapping[str, Expr]


class Elaborator:
    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.names = names

    def refuse(self, span: Span, message: str, hint: str | None = None) -> NoReturn:
        raise ReadError(message, text=self.text, span=span, hint=hint)

    def elaborate(self, tree: Tree, env: Env) -> Expr:
        found = _RULES.get(tree.kind)
        if found is None:
            self.refuse(tree.span, "this is not understood here")
        return found(self, tree, env)

    def scalar(self, tree: Tree, env: Env) -> Expr:
        """An expression with a value; a condition is refused."""
        inner = tree
        while inner.kind == "group":
            inner = inner.parts[0]
        if inner.kind in ("rel", "and", "or", "not", "truth"):
            self.refuse(tree.span, "a condition or relation stands where a value is expected")
        return self.elaborate(tree, env)

    def condition(self, tree: Tree, env: Env) -> Expr:
        if tree.kind == "group":
            return self.condition(tree.parts[0], env)
        if tree.kind not in ("rel", "and", "or", "not", "truth"):
            self.refuse(tree.span, "a condition is expected here: a relation such as x > 0")
        return self.elaborate(tree, env)

    # leaves

    def number(self, tree: Tree, env: Env) -> Expr:
        digits = tree.text.replace(",", "")
        return build.num(int(digits)) if digits.isdigit() else build.dec("0" + digits if digits[0] == "." else digits.rstrip("."))

    def const(self, tree: Tree, env: Env) -> Expr:
        if tree.text == "oo":
            self.refuse(tree.span, "infinity is read only as the point of a limit")
        return build.PI if tree.text == "pi" else build.E

    def letter(self, tree: Tree, env: Env) -> Expr:
        name = full_name(tree.text, tree.label)
        if tree.parts or tree.label:
            return self.subscripted(tree, name, env)
        if name in env:
            return env[name]
        letter = self.known(name, tree.span)
        if letter.role == "index":
            return build.idx(name)
        if letter.role == "function":
            self.refuse(tree.span, f"the function {name!r} needs its argument")
        if letter.axes:
            self.refuse(tree.span, f"{name!r} has {_indices(len(letter.axes))}; whole arrays are not read here yet")
        return build.sym(name)

    def known(self, name: str, span: Span) -> Letter:
        letter = self.names.letter(name)
        if letter is None:
            raise UnknownLetter(
                f"the letter {name!r} is not known here", text=self.text, span=span, hint=self.names.nearest(name)
            )
        return letter

    def subscripted(self, tree: Tree, name: str, env: Env) -> Expr:
        whole = self.names.letter(name) if tree.label else None
        if whole is not None and not whole.axes and whole.role != "function":
            return build.sym(name)
        if tree.text == "delta" and self.names.letter("delta") is None:
            return self.kronecker(tree, env)
        labelled = self.labelled_array(tree)
        if labelled is not None:
            base, places = labelled
            found = self.indices(replace(tree, parts=places), len(base.axes), env)
            return build.entry(build.sym(base.name), *found)
        base = self.names.letter(tree.text) or self.known(name, tree.span)
        if not base.axes:
            self.refuse(tree.span, f"{tree.text!r} takes no index, and {name!r} is no letter that is declared")
        return build.entry(build.sym(tree.text), *self.indices(tree, len(base.axes), env))

    def labelled_array(self, tree: Tree) -> tuple[Letter, tuple[Tree, ...]] | None:
        """`b_{f, i}` where b_f is an array: the label, then the indices."""
        pieces = tree.label.split(",")
        for cut in range(1, len(pieces) if len(pieces) == len(tree.parts) else 1):
            base = self.names.letter(full_name(tree.text, ",".join(pieces[:cut])))
            if base is not None and base.axes:
                return base, tree.parts[cut:]
        return None

    def kronecker(self, tree: Tree, env: Env) -> Expr:
        if not tree.parts:
            self.refuse(tree.span, "a Kronecker delta has two indices")
        return build.delta(*self.indices(tree, 2, env))

    def indices(self, tree: Tree, rank: int, env: Env) -> list[Expr]:
        items = list(tree.parts)
        if len(items) == 1 and items[0].kind == "run" and rank > 1:
            items = _spread(items[0], rank)
        if len(items) != rank:
            self.refuse(tree.span, f"{tree.text!r} has {_indices(rank)}; this subscript is not read as {rank}")
        return [self.place(item, env) for item in items]

    def place(self, tree: Tree, env: Env) -> Expr:
        """An index expression: indices, sizes, whole numbers and their sums."""
        if tree.kind == "run":
            tree = self.single_index(tree)
        index = self.scalar(tree, env)
        for each in postorder(index):
            real = each.head == "sym" and self.names.context.role(each.value) not in ("size", "integer")
            if real or each.head not in ("idx", "num", "add", "neg", "mul", "sym", "div"):
                self.refuse(tree.span, "an index is made of index letters, sizes and whole numbers")
        return index

    def single_index(self, run: Tree) -> Tree:
        """The run as one index: i, or 2j as a product; ij would be several."""
        if len(run.parts) == 1:
            return run.parts[0]
        if len(run.parts) == 2 and run.parts[0].kind == "number" and run.parts[1].kind == "letter":
            return Tree("mul", run.span, parts=run.parts)
        self.refuse(run.span, f"the subscript {run.text!r} may be one index or several; use commas")

    # arithmetic

    def group(self, tree: Tree, env: Env) -> Expr:
        return self.elaborate(tree.parts[0], env)

    def add(self, tree: Tree, env: Env) -> Expr:
        """a + b − c is one sum of a, b and −c."""
        terms: list[Expr] = []
        while tree.kind == "add":
            right = self.scalar(tree.parts[1], env)
            terms.append(build.neg(right) if tree.label == "-" else right)
            tree = tree.parts[0]
        terms.append(self.scalar(tree, env))
        return build.add(*reversed(terms))

    def mul(self, tree: Tree, env: Env) -> Expr:
        factors: list[Expr] = []
        while tree.kind == "mul":
            factors.append(self.scalar(tree.parts[1], env))
            tree = tree.parts[0]
        factors.append(self.scalar(tree, env))
        return build.mul(*reversed(factors))

    def neg(self, tree: Tree, env: Env) -> Expr:
        return build.neg(self.scalar(tree.parts[0], env))

    def plus(self, tree: Tree, env: Env) -> Expr:
        return self.scalar(tree.parts[0], env)

    def div(self, tree: Tree, env: Env) -> Expr:
        over, under = (self.scalar(x, env) for x in tree.parts)
        if under.head in ("num", "dec") and Fraction(under.value) == 0:
            self.refuse(tree.span, "a division by zero has no value")
        return build.div(over, under)

    def pow(self, tree: Tree, env: Env) -> Expr:
        base, exponent = tree.parts
        raised = self.scalar(exponent, env)
        if base.kind == "const" and base.text == "e":
            return build.exp(raised)
        power = build.power(self.scalar(base, env), raised)
        self.bounded(tree.span, check_power(power))
        return power

    def bounded(self, span: Span, complaint: str) -> None:
        if complaint:
            raise TooLarge(complaint, text=self.text, span=span)

    # functions

    def apply(self, tree: Tree, env: Env) -> Expr:
        if tree.label.startswith("root"):
            return build.power(self.scalar(tree.parts[0], env), build.div(build.ONE, build.num(int(tree.label[4:]))))
        if tree.text == "sqrt" and "sqrt" not in self.names.functions:
            return build.power(self.scalar(tree.parts[0], env), build.div(build.ONE, build.TWO))
        function = self.names.functions.get(tree.text)
        if function is None:
            self.refuse(tree.span, f"the function {tree.text!r} is not in the library")
        if function.family:
            return self.family(tree, (), env)
        arguments = [self.scalar(x, env) for x in tree.parts]
        wanted = len(function.parameters)
        if len(arguments) != wanted and not (tree.text in VARIADIC and len(arguments) >= 2):
            self.refuse(tree.span, f"{tree.text} takes {wanted} argument{'' if wanted == 1 else 's'}, not {len(arguments)}")
        if not tree.label:
            return build.fn(tree.text, *arguments)
        return self.primed(tree, build.fn(tree.text, *arguments), arguments)

    def primed(self, tree: Tree, applied: Expr, arguments: list[Expr]) -> Expr:
        """f′(x) is ∂f(x)/∂x for a letter x; at another argument the table's derivative is taken there."""
        if len(arguments) != 1:
            self.refuse(tree.span, "a prime is read on functions of one argument")
        argument, order = arguments[0], len(tree.label)
        if argument.head in ("sym", "entry"):
            for _ in range(order):
                applied = build.deriv(applied, argument)
            return applied
        function = self.names.functions.get(tree.text) if tree.kind == "apply" else None
        formula = function.derivatives[0] if function is not None and function.derivatives else None
        if formula is None or order > 1 or function is None:
            self.refuse(
                tree.span,
                "a derivative at a compound argument is not read here",
                "give the argument a letter of its own first: u = …",
            )
        return substitute(freshen(formula), {function.parameters[0]: argument})

    def call(self, tree: Tree, env: Env) -> Expr:
        letter = self.known(tree.text, tree.span)
        if letter.role != "function":
            self.refuse(tree.span, f"{tree.text!r} is not declared as a function")
        arguments = [self.scalar(x, env) for x in tree.parts]
        applied = build.fn("call", build.sym(tree.text), *arguments)
        return self.primed(tree, applied, arguments) if tree.label else applied

    def at(self, tree: Tree, env: Env) -> Expr:
        applied, *places = tree.parts
        if applied.kind != "apply":
            self.refuse(tree.span, "a place is read on a vector function only")
        return self.family(applied, tuple(places), env)

    def family(self, tree: Tree, places: tuple[Tree, ...], env: Env) -> Expr:
        """softmax(z_i) = softmax(z)_i, kept as (body with bound j, j, 1, n, i)."""
        if len(tree.parts) != 1 or tree.label:
            self.refuse(tree.span, f"{tree.text} is read with one argument")
        bound = build.fresh_idx("j")
        if places:
            at = self.spot(places[0], len(places), tree, env)
            body = self.whole_array(tree.parts[0], bound, env)
        else:
            written = self.scalar(tree.parts[0], env)
            free = _free_index_leaves(written)
            if len(free) != 1:
                self.refuse(tree.span, f"the place at which {tree.text} is taken is not clear; write {tree.text}(z_i)")
            at = free[0]
            body = substitute(freshen(written), {at: bound})
        hi = self.range_from(body, bound)
        if hi is None:
            self.refuse(tree.span, f"over which range {tree.text} runs is not known")
        return node(tree.text, body, bound, build.ONE, hi, at)

    def spot(self, place: Tree, count: int, tree: Tree, env: Env) -> Expr:
        if count != 1:
            self.refuse(tree.span, "one place is expected")
        return self.place(place, env)

    def whole_array(self, tree: Tree, bound: Expr, env: Env) -> Expr:
        letter = self.names.letter(tree.text) if tree.kind == "letter" and not tree.parts else None
        if letter is None or len(letter.axes) != 1:
            self.refuse(tree.span, "the argument here must be an array with one index")
        return build.entry(build.sym(letter.name), bound)

    # binders and calculus

    def big(self, tree: Tree, env: Env) -> Expr:
        body_tree, lo_tree, hi_tree, condition_tree, letter = tree.parts
        index = build.fresh_idx(letter.text)
        inner = {**env, letter.text: index}
        body = self.scalar(body_tree, inner)
        condition = build.TRUE if condition_tree.kind == "none" else self.condition(condition_tree, inner)
        declared = self.names.context.letters.get(letter.text)
        if hi_tree.kind == "none":
            hi = declared.hi if declared is not None and declared.hi is not None else self.range_from(body, index)
            if hi is None:
                self.refuse(tree.span, f"the range of {letter.text!r} is not known", "write it: \\sum_{i=1}^{n}")
            lo = declared.lo if declared is not None and declared.lo is not None else build.ONE
        else:
            lo, hi = self.scalar(lo_tree, env), self.scalar(hi_tree, env)
        self.bounded(tree.span, check_range(lo, hi))
        return build.bound(tree.text, body, index, lo, hi, condition)

    def range_from(self, body: Expr, index: Expr) -> Expr | None:
        """The size of the arrays that `index` indexes in `body`, when they agree."""
        sizes: list[Expr] = []
        for each in postorder(body):
            if each.head == "entry" and index in each.args[1:]:
                letter = self.names.letter(each.args[0].value)
                place = each.args[1:].index(index)
                if letter is not None and place < len(letter.axes) and letter.axes[place] not in sizes:
                    sizes.append(letter.axes[place])
        return sizes[0] if len(sizes) == 1 else None

    def deriv(self, tree: Tree, env: Env) -> Expr:
        body = self.scalar(tree.parts[0], env)
        for letter_tree in reversed(tree.parts[1:]):
            letter = self.scalar(letter_tree, env)
            if letter.head not in ("sym", "entry"):
                self.refuse(letter_tree.span, "a derivative is by a letter or an entry")
            body = build.deriv(body, letter)
        return body

    def limit(self, tree: Tree, env: Env) -> Expr:
        body, letter, to = tree.parts
        variable = self.scalar(letter, env)
        if variable.head not in ("sym", "entry"):
            self.refuse(letter.span, "a limit is in a letter")
        return node("limit", self.scalar(body, env), variable, self.point(to, env))

    def point(self, tree: Tree, env: Env) -> Expr:
        if tree.kind == "const" and tree.text == "oo":
            return build.INF
        if tree.kind in ("neg", "plus") and tree.parts[0].kind == "const" and tree.parts[0].text == "oo":
            return build.neg(build.INF) if tree.kind == "neg" else build.INF
        return self.scalar(tree, env)

    # choice and relations

    def delta(self, tree: Tree, env: Env) -> Expr:
        return build.delta(*(self.place(x, env) for x in tree.parts))

    def iverson(self, tree: Tree, env: Env) -> Expr:
        return build.iverson(self.condition(tree.parts[0], env))

    def cases(self, tree: Tree, env: Env) -> Expr:
        parts = tree.parts
        branches = [
            (self.scalar(parts[k], env), self.condition(parts[k + 1], env)) for k in range(0, len(parts), 2)
        ]
        return build.cases(branches)

    def rel(self, tree: Tree, env: Env) -> Expr:
        if tree.text == "approx":
            self.refuse(tree.span, "an approximate equality is no condition")
        return build.rel(tree.text, *(self.scalar(x, env) for x in tree.parts))

    def conj(self, tree: Tree, env: Env) -> Expr:
        """and, or: n-ary, as written."""
        parts: list[Expr] = []
        kind = tree.kind
        while tree.kind == kind:
            parts.append(self.condition(tree.parts[1], env))
            tree = tree.parts[0]
        parts.append(self.condition(tree, env))
        return node(kind, *reversed(parts))

    def negation(self, tree: Tree, env: Env) -> Expr:
        return node("not", self.condition(tree.parts[0], env))

    def truth(self, tree: Tree, env: Env) -> Expr:
        return build.TRUE if tree.text == "True" else build.FALSE


def _indices(rank: int) -> str:
    return "one index" if rank == 1 else f"{rank} indices"


def _spread(run: Tree, rank: int) -> list[Tree]:
    """The atoms of ij or 11 as so many indices."""
    if len(run.parts) == rank:
        return list(run.parts)
    if len(run.parts) == 1 and run.text.isdigit() and len(run.text) == rank:
        return [Tree("number", run.span, digit) for digit in run.text]
    return [run]


def _free_index_leaves(expr: Expr) -> list[Expr]:
    inside = {each.args[1] for each in postorder(expr) if each.head in ("sum", "prod")}
    return [each for each in postorder(expr) if each.head == "idx" and each not in inside]


_RULES: dict[str, Callable[[Elaborator, Tree, Env], Expr]] = {
    "number": Elaborator.number,
    "const": Elaborator.const,
    "letter": Elaborator.letter,
    "group": Elaborator.group,
    "add": Elaborator.add,
    "mul": Elaborator.mul,
    "neg": Elaborator.neg,
    "plus": Elaborator.plus,
    "div": Elaborator.div,
    "pow": Elaborator.pow,
    "apply": Elaborator.apply,
    "call": Elaborator.call,
    "at": Elaborator.at,
    "big": Elaborator.big,
    "deriv": Elaborator.deriv,
    "limit": Elaborator.limit,
    "delta": Elaborator.delta,
    "iverson": Elaborator.iverson,
    "cases": Elaborator.cases,
    "rel": Elaborator.rel,
    "and": Elaborator.conj,
    "or": Elaborator.conj,
    "not": Elaborator.negation,
    "truth": Elaborator.truth,
}
