"""The derivation of a claim: from its target to the documented form, or to the nicest form in its words."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from derive.derivations import derive_bound, derive_chain, derive_gradient
from derive.engine.prove import decide
from derive.errors import DeriveError
from derive.expressions.build import rel
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import alpha_equal, letters
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.proofs.judge import JudgedClaim, judge
from derive.proofs.rounding import is_rounded
from derive.records.statement import Statement
from derive.records.step import Derivation
from derive.registry import CompiledClaim, Registry
from derive.registry.families import open_families

Equal = Callable[[Expr, Expr], bool]
Lemmas = dict[str, tuple[Expr, Expr]]


def derive_claim(judged: JudgedClaim, registry: Registry) -> Derivation | None:
    """The derivation of the claim's target; None where there is none (false, a limit, rounded).

    Raises DeriveError when no chain of steps is found.
    """
    claim, functions = judged.compiled, registry.functions
    if any(x.statement.relation != "eq" for x in judged.links):
        return _bound(judged, registry)
    start = open_families(claim.target, functions)
    if any(e.head == "limit" for e in postorder(start)):
        return None
    equal = equality(claim.context, functions)
    if has_derivative(start):
        return _gradient(start, judged, registry, equal)
    if judged.verdict.verdict != "proved":
        return None
    if any(is_rounded(x.statement) for x in judged.links):
        return None
    sides = [judged.links[0].statement.left, *(x.statement.right for x in judged.links)]
    return derive_chain([open_families(s, functions) for s in sides], claim.context, functions, equal=equal)


def _bound(judged: JudgedClaim, registry: Registry) -> Derivation | None:
    """The derivation of a proved chain of inequalities; None for any other, or where no sign is plain."""
    statements = [x.statement for x in judged.links]
    if judged.verdict.verdict != "proved" or any(
        s.relation not in ("lt", "le", "gt", "ge") for s in statements
    ):
        return None
    relations = [
        rel(s.relation, *(open_families(e, registry.functions) for e in (s.left, s.right)))
        for s in statements
    ]
    try:
        return derive_bound(relations, judged.compiled.context, registry.functions)
    except DeriveError:
        return None


def _gradient(start: Expr, judged: JudgedClaim, registry: Registry, equal: Equal) -> Derivation:
    """To the documented form if steps lead there, else to the nicest form; with lemmas, else without."""
    claim, functions = judged.compiled, registry.functions
    wanted, found, words = documented_result(judged), lemmas(claim, registry), claim.claim.words
    attempts = dict.fromkeys(((wanted, bool(found)), (wanted, False), (None, bool(found)), (None, False)))
    complaint: DeriveError | None = None
    for target, leaning in attempts:
        try:
            return derive_gradient(
                start,
                claim.context,
                functions,
                target=target,
                lemmas=found if leaning else None,
                words=words,
                equal=equal,
            )
        except DeriveError as error:
            complaint = complaint or error
    assert complaint is not None
    raise complaint


def equality(context: Context, functions: FunctionTable) -> Equal:
    """The prover's answers for one derivation, each kept: a step is asked for again when it is replayed."""
    return cache(lambda a, b: bool(decide(Statement(a, b, context), functions)))


def has_derivative(expr: Expr) -> bool:
    return any(each.head == "deriv" for each in postorder(expr))


def documented_result(judged: JudgedClaim) -> Expr | None:
    """The last side of the print, when the print says truly what the target is."""
    first, last = judged.links[0].statement, judged.links[-1].statement
    whole = judged.ends.verdict if judged.ends else judged.verdict
    if whole.verdict != "proved" or not alpha_equal(first.left, judged.compiled.target):
        return None
    return None if has_derivative(last.right) else last.right


def lemmas(claim: CompiledClaim, registry: Registry) -> Lemmas:
    """The results of the claims it uses, as far as they are proved and mean the same here."""
    found: Lemmas = {}
    for id_ in claim.claim.uses:
        used = registry.claim(id_)
        result = documented_result(judge(used, registry.functions))
        if result is not None and means_the_same(used, claim.context):
            found[id_] = (used.target, result)
    return found


def means_the_same(used: CompiledClaim, context: Context) -> bool:
    """Whether the letters of the lemma are defined alike in `context`, and it assumes nothing more."""
    if any(a not in context.assumptions for a in used.context.assumptions):
        return False
    names = letters(used.target)
    for definition in used.context.definitions:
        here = context.definition(definition.name)
        if definition.name in names and (
            here is None or here.left is not definition.left or not alpha_equal(here.right, definition.right)
        ):
            return False
    return True
