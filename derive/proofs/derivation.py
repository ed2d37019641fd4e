"""The derivation of a claim: from its target to the documented form, or to the nicest form in its words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache

from derive.derivations import derive_bound, derive_chain, derive_estimate, derive_gradient
from derive.engine.prove import decide
from derive.errors import DeriveError
from derive.expressions.build import rel
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import alpha_equal, heads, letters
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.proofs.judge import JudgedClaim, JudgedPrint, judge
from derive.records.statement import Statement
from derive.records.step import Derivation
from derive.registry import CompiledClaim, Registry
from derive.registry.families import open_families

Equal = Callable[[Expr, Expr], bool]
Lemmas = dict[str, tuple[Expr, Expr]]
Used = Callable[[str], JudgedClaim]


def derive_claim(judged: JudgedClaim, registry: Registry, used: Used | None = None) -> Derivation | None:
    """The derivation of the claim's target; None where there is none (false, a limit, rounded).

    used   judges the claims that this one uses
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
        return _gradient(start, judged, registry, equal, used)
    links = _true_links(judged)
    if not links:
        return None
    sides = [links[0].statement.left, *(x.statement.right for x in links)]
    if has_derivative(sides[-1]) and not any(map(has_derivative, sides[:-1])):
        sides = sides[::-1]
    context = links[0].statement.context
    equal = equality(context, functions)
    return derive_chain([open_families(s, functions) for s in sides], context, functions, equal=equal)


def _true_links(judged: JudgedClaim) -> Sequence[JudgedPrint]:
    """The links as printed if they are proved, else as they were meant if that is."""
    for links, verdict in ((judged.links, judged.verdict), (judged.meant, judged.meant_verdict)):
        if verdict is not None and verdict.verdict == "proved":
            return links
    return ()


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
    for steps in (derive_bound, _derive_estimate):
        try:
            return steps(relations, judged.compiled.context, registry.functions)
        except DeriveError:
            continue
    return None


def _derive_estimate(relations: Sequence[Expr], context: Context, functions: FunctionTable) -> Derivation:
    if len(relations) != 1:
        raise DeriveError("a chain of inequalities")
    return derive_estimate(relations[0], context, functions)


def _gradient(
    start: Expr, judged: JudgedClaim, registry: Registry, equal: Equal, used: Used | None
) -> Derivation:
    """To the documented form if steps lead there, else to the nicest form; with lemmas, else without.

    A form that the prover leaves undecided is tried as well: every step to it has to replay.
    """
    claim, functions = judged.compiled, registry.functions
    found, words = lemmas(claim, registry, used), claim.claim.words
    wanted, ask = documented_result(judged), equal
    if wanted is None and _verdict(judged) == "undecided":
        wanted, ask = documented_result(judged, ("undecided",)), _never
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
                equal=equal if target is None else ask,
            )
        except DeriveError as error:
            complaint = complaint or error
    assert complaint is not None
    raise complaint


def _never(left: Expr, right: Expr) -> bool:
    """No step by comparing both sides."""
    return False


def _verdict(judged: JudgedClaim) -> str:
    return (judged.ends.verdict if judged.ends else judged.verdict).verdict


def equality(context: Context, functions: FunctionTable) -> Equal:
    """The prover's answers for one derivation, each kept: a step is asked for again when it is replayed."""
    return cache(lambda a, b: bool(decide(Statement(a, b, context), functions)))


def has_derivative(expr: Expr) -> bool:
    return any(each.head == "deriv" for each in postorder(expr))


def documented_result(judged: JudgedClaim, verdicts: Collection[str] = ("proved",)) -> Expr | None:
    """The last side of the print, when the print says truly what the target is."""
    first, last = judged.links[0].statement, judged.links[-1].statement
    if _verdict(judged) not in verdicts or not alpha_equal(first.left, judged.compiled.target):
        return None
    return None if has_derivative(last.right) else last.right


def lemmas(claim: CompiledClaim, registry: Registry, used: Used | None = None) -> Lemmas:
    """The results of the claims it uses, as far as they are proved or derived and mean the same here."""
    found: Lemmas = {}
    for id_ in claim.claim.uses:
        judged = used(id_) if used else judge(registry.claim(id_), registry.functions)
        result = documented_result(judged) or derived_result(judged, registry)
        exact = result is not None and "dec" not in heads(result)
        if exact and result is not None and means_the_same(judged.compiled, claim.context):
            found[id_] = (judged.compiled.target, result)
    return found


def derived_result(judged: JudgedClaim, registry: Registry) -> Expr | None:
    """The last side of a print that the prover leaves undecided, where steps lead to it."""
    wanted = documented_result(judged, ("undecided",))
    if wanted is None:
        return None
    try:
        found = derive_claim(judged, registry)
    except DeriveError:
        return None
    return wanted if found is not None and found.result is wanted else None


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
