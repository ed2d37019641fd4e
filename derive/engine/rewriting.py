"""The table of rewritings that steps are named by, forwards and backwards, and their replay.

`forwards` turns an expression into a simpler one; `backwards` has a name of its own: a common denominator is
a split fraction the other way. A backward rule is replayed by the forward one on what it claims to give.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from derive.engine import branches, forms
from derive.engine.array_rules import ARRAY_RULES
from derive.engine.by_signs import same_for_both_signs
from derive.engine.estimates import absolute_values_inside, bounded_by
from derive.engine.index_rules import INDEX_RULES
from derive.engine.indices import contract
from derive.engine.lemmas import use_lemma
from derive.engine.rational import same_rational
from derive.engine.rules import Grounds, derivative_rule
from derive.engine.unfold import instance, unfold
from derive.errors import DeriveError
from derive.expressions.build import ONE, TRUE, ZERO, iverson, sym
from derive.expressions.expr import Expr, kinds, postorder
from derive.expressions.walk import alpha, substitute, transform


@dataclass(frozen=True)
class Rewriting:
    """A form with its two names and what it costs a reader to follow it.

    heads   it changes nothing in an expression that has none of these
    """

    forwards: str
    backwards: str
    form: forms.Form
    cost: int = 2
    heads: tuple[str, ...] = ()

    def may_apply(self, expr: Expr) -> bool:
        return not self.heads or bool(expr.kinds & kinds(*self.heads))


_TABLE: tuple[Rewriting, ...] = (
    Rewriting("tidy", "rearrange-signs", forms.neat, 1),
    Rewriting("cancel", "extend", forms.cancel, 2),
    Rewriting("sign-inside", "sign-outside", forms.gather_scale, 1),
    Rewriting("collect", "add-and-subtract", forms.collect, 2),
    Rewriting("factor", "multiply-out", forms.factor_common, 2),
    Rewriting("expand", "factor-out", forms.expand, 3),
    Rewriting("expand-below", "factor-below", forms.expand_below, 5, ("div",)),
    Rewriting("multiply-fractions", "separate-fractions", forms.multiply_fractions, 2, ("div",)),
    Rewriting("power-of-quotient", "quotient-of-powers", forms.power_of_quotient, 2, ("pow",)),
    Rewriting("common-denominator", "split-fraction", forms.common_denominator, 2),
    Rewriting("divide-out", "over-one-stroke", forms.split_fraction, 3, ("div",)),
    Rewriting("clear-exponentials", "divide-through", forms.clear_exponentials, 3, ("exp",)),
    Rewriting("split-exponentials", "join-exponentials", forms.split_exponentials, 2, ("exp",)),
    Rewriting("add-exponents", "separate-exponents", forms.merge_exponentials, 3, ("exp",)),
    Rewriting("logarithm-laws", "join-logarithms", forms.expand_logs, 2, ("log",)),
    Rewriting("pull-out", "push-in", forms.pull_out_of_sums, 2, ("sum",)),
    Rewriting("inside-branches", "at-the-seams", branches.inside_branches, 2, ("cases",)),
    Rewriting("as-brackets", "as-choice", branches.as_brackets, 2, ("cases",)),
    Rewriting("use-delta", "rename-by-delta", branches.use_deltas, 1, ("delta",)),
    Rewriting("join-logs", "split-logs", branches.combine_logs, 2, ("log",)),
    Rewriting("roots", "under-one-root", branches.roots, 2, ("sqrt",)),
    Rewriting("split-sums", "join-sums", forms.split_sums, 2, ("sum",)),
    Rewriting("sums-outside", "gather-sums", forms.sums_outside, 5, ("sum",)),
    Rewriting("interchange-sums", "sums-interchanged", forms.interchange_sums, 2, ("sum",)),
    Rewriting("change-index", "index-changed", forms.change_index, 2, ("iverson", "delta")),
    Rewriting("reverse-sum", "sum-reversed", forms.reverse_sums, 2, ("sum",)),
    Rewriting("out-of-floor", "into-floor", forms.out_of_floors, 2, ("floor", "ceil")),
)
KEPT = 1_000
"""How many results of each rewriting are remembered: the search meets a form again from its other
end, and the replay once more."""

REWRITINGS = tuple(replace(r, form=lru_cache(maxsize=KEPT)(r.form)) for r in _TABLE)
FORWARDS: Mapping[str, Rewriting] = {r.forwards: r for r in REWRITINGS}
BACKWARDS: Mapping[str, Rewriting] = {r.backwards: r for r in REWRITINGS}


def apply_rule(name: str, expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr:
    """What the rule of this id makes of `expr`; raises DeriveError where it does not apply."""
    found = _apply(name, expr, parameters, grounds)
    if found is None:
        raise DeriveError(f"the rule {name!r} does not apply to {expr!r}")
    return found


def _apply(name: str, expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr | None:
    lemma = grounds.lemmas.get(name.removeprefix("lemma:")) if name.startswith("lemma:") else None
    if lemma is not None and lemma[0].head != "deriv":
        return forms.neat(use_lemma(expr, *lemma))
    differentiation = derivative_rule(name)
    if differentiation is not None:
        if expr.head != "deriv" or (parameters and parameters != rule_parameters(name, expr)):
            return None
        return differentiation(expr, grounds)
    if name in FORWARDS:
        return FORWARDS[name].form(expr)
    if name in BACKWARDS:
        return _backwards(BACKWARDS[name].form, expr, parameters)
    special = SPECIAL.get(name)
    return None if special is None else special(expr, parameters, grounds)


def rule_parameters(name: str, node: Expr) -> tuple[Expr, ...]:
    """What a step by a rule of differentiation names besides: the function of the chain rule."""
    return (sym(node.args[0].head),) if name == "chain" else ()


def _backwards(form: forms.Form, expr: Expr, parameters: tuple[Expr, ...]) -> Expr | None:
    (after,) = parameters
    return after if forms.key(form(after)) == forms.key(expr) else None


def _put_in(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr:
    """Letters replaced by their values; the parameters are letter, value, letter, value, …"""
    return substitute(expr, dict(zip(parameters[::2], parameters[1::2], strict=True)))


def _assume(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr | None:
    """The left side of a declared equation replaced by its right side."""
    (relation,) = parameters
    if not any(alpha(relation) is alpha(a) for a in grounds.context.assumptions):
        return None
    return forms.neat(use_relation(expr, relation))


def _by_assumption(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr | None:
    """Backwards: what is given becomes `expr` by the declared relation."""
    after, relation = parameters
    given = _assume(after, (relation,), grounds)
    return after if given is not None and forms.key(given) == forms.key(forms.neat(expr)) else None


def use_relation(expr: Expr, relation: Expr) -> Expr:
    """Left side replaced by right side; i = k and i ≠ k between index letters decide δ_ik."""
    if relation.head not in ("eq", "ne"):
        return expr
    if all(a.head == "idx" for a in relation.args):
        return in_case(expr, relation)
    if relation.head == "ne":
        return expr
    left, right = relation.args
    return transform(expr, lambda each: right if alpha(each) is alpha(left) else None)


def unfold_words(expr: Expr, words: tuple[Expr, ...], grounds: Grounds) -> Expr:
    """The named letters and functions (each a sym that spells the name) put in by definition, once."""
    names = {w.value for w in words}

    def here(each: Expr) -> Expr | None:
        if word_of(each) not in names:
            return None
        found = instance(each, grounds.context, grounds.functions)
        return None if found is None else forms.single_signs(found)

    return transform(expr, here)


def word_of(expr: Expr) -> str | None:
    """The name that an occurrence of a word goes by: p of p_i, sigma of σ(z)."""
    if expr.head == "sym":
        return str(expr.value)
    if expr.head in ("entry", "call"):
        first = expr.args[0]
        return str(first.value) if first.head == "sym" else first.head
    return expr.head


def _unfold(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr:
    return unfold_words(expr, parameters, grounds)


def _fold(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr | None:
    """Backwards by definition: the first parameter is what is given, the others the words in it.

    A product of fractions may stand as one fraction: (x − m)² / s² is h² with h = (x − m)/s.
    """
    after, *words = parameters
    unfolded = unfold_words(after, tuple(words), grounds)
    for form in (forms.neat, forms.multiply_fractions):
        if forms.key(form(unfolded)) == forms.key(form(expr)):
            return after
    return None


def _rearrange(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr | None:
    """An identity of rational functions of the atoms and exponentials, definitions unfolded; or of
    polynomials, under sums as well."""
    (after,) = parameters
    if same_rational(expr, after) or same_settled(expr, after, grounds):
        return after
    if forms.key(forms.collect(forms.expand(expr))) == forms.key(forms.collect(forms.expand(after))):
        return after
    return None


def _by_signs(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr | None:
    """The same for u ≥ 0 and for u ≤ 0, where |u| or max(u, 0) stands in one of the forms."""
    (after,) = parameters
    return after if same_for_both_signs(expr, after) else None


def _case(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr | None:
    """δ_ab = 1 and a = b, or δ_ab = 0, by the condition of the case."""
    (condition,) = parameters
    return forms.neat(in_case(expr, condition))


def in_case(expr: Expr, condition: Expr) -> Expr:
    """`expr` where the condition a = b or a ≠ b between two index letters holds."""
    a, b = condition.args
    pairs = ((a, b), (b, a))
    value = ONE if condition.head == "eq" else ZERO
    decided = transform(
        expr, lambda e: value if e.head == "delta" and (e.args[0], e.args[1]) in pairs else None
    )
    return substitute(decided, {b: a}) if condition.head == "eq" else decided


def _bracket(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr | None:
    """A bracket [condition] that is declared to hold is 1."""
    declared = {alpha(iverson(a)) for a in grounds.context.assumptions}
    return forms.neat(transform(expr, lambda e: ONE if alpha(e) in declared else None))


def _by_cases(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr | None:
    """A choice by conditions a = b, a ≠ b on index letters, each branch equal to `expr` there."""
    (after,) = parameters
    if after.head != "cases":
        return None
    branches = list(zip(after.args[::2], index_conditions(after), strict=True))
    if not all(
        same_settled(in_case(expr, condition), in_case(value, condition), grounds)
        for value, condition in branches
    ):
        return None
    return after


def index_conditions(choice: Expr) -> list[Expr]:
    """The conditions of a choice between i = k and i ≠ k, "otherwise" spelled out."""
    conditions = list(choice.args[1::2])
    if len(conditions) == 2 and conditions[1] is TRUE and conditions[0].head in ("eq", "ne"):
        conditions[1] = Expr({"eq": "ne", "ne": "eq"}[conditions[0].head], conditions[0].args)
    heads = sorted(c.head for c in conditions)
    if heads != ["eq", "ne"] or set(conditions[0].args) != set(conditions[1].args):
        raise DeriveError("the cases are not i = k and i ≠ k")
    if any(a.head != "idx" for a in conditions[0].args):
        raise DeriveError("the cases are not told apart by two index letters")
    return conditions


def settled(expr: Expr, grounds: Grounds) -> Expr:
    """Everything unfolded, sums contracted, split and cleared of what cancels: for a comparison."""
    expr = unfold(expr, grounds.context, grounds.functions)
    for relation in grounds.context.assumptions:
        expr = use_relation(expr, relation)
    for form in (forms.cancel, forms.expand, forms.cancel, forms.split_sums):
        expr = form(expr)
    return forms.collect(forms.cancel(contract(expr, grounds.context)))


def same_settled(a: Expr, b: Expr, grounds: Grounds) -> bool:
    return same_rational(settled(a, grounds), settled(b, grounds))


def _bounded_by(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr | None:
    """What `expr` is at most by the declared relation: `before ≤ after`."""
    (relation,) = parameters
    return bounded_by(expr, relation, grounds)


SPECIAL = {
    **INDEX_RULES,
    **ARRAY_RULES,
    "put-in": _put_in,
    "bounded-by": _bounded_by,
    "absolute-inside": lambda expr, parameters, grounds: absolute_values_inside(expr),
    "by-cases": _by_cases,
    "assumption": _assume,
    "by-assumption": _by_assumption,
    "unfold": _unfold,
    "fold": _fold,
    "expand-and-collect": lambda expr, parameters, grounds: forms.collect(forms.expand(expr)),
    "rearrange": _rearrange,
    "by-signs": _by_signs,
    "case": _case,
    "bracket": _bracket,
}


def heads_of_words(expr: Expr) -> list[str]:
    """The names of letters and functions in `expr`, in the order of first occurrence."""
    found = (word_of(e) for e in postorder(expr))
    return list(dict.fromkeys(w for w in found if w))
