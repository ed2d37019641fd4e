"""The derivation of a derivative: rule by rule, then into the wanted words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from derive.derivations.lines import (
    arranged,
    flattened,
    fold_trivial,
    has_zeros,
    inside,
    led_in,
    only_trivial,
)
from derive.derivations.passes import derivatives, has_derivative, is_named, nesting, next_line, without_rule
from derive.derivations.replay import replay_derivation
from derive.derivations.splitting import split_cases
from derive.engine.forms import key, neat
from derive.engine.indices import index_ranges
from derive.engine.linear import Range
from derive.engine.nicest import nicest
from derive.engine.rewriting import apply_rule, word_of
from derive.engine.rules import Grounds, next_rule
from derive.engine.unfold import check_dependence, instance
from derive.engine.vocabulary import between
from derive.errors import DeriveError, TooLarge
from derive.expressions.build import sym
from derive.expressions.expr import Expr, Index, postorder
from derive.expressions.walk import Path, alpha, at_path, transform
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.records.step import Derivation, Step

Equal = Callable[[Expr, Expr], bool]
Ranges = dict[Index, Range]
MOST_LINES = 60


def derive_gradient(
    start: Expr,
    context: Context,
    functions: FunctionTable,
    *,
    target: Expr | None = None,
    lemmas: Mapping[str, tuple[Expr, Expr]] | None = None,
    words: Sequence[str] = (),
    equal: Equal | None = None,
) -> Derivation:
    """The derivation start = … = target of a derivative (or an expression that holds some).

    target   the wanted form; without one, the nicest form in `words` that the search reaches
    lemmas   earlier results, id → (left, right), used where the left side stands
    equal    asked for a line that no rule replays; every other line is replayed before it is given
    Raises DeriveError when no chain of steps is found.
    """
    grounds = Grounds(functions, context, dict(lemmas or {}))
    for each in postorder(start):
        if each.head == "deriv":
            check_dependence(each, context, functions)
    steps = _carried_out(start, grounds, words)
    plain = steps[-1].after if steps else start
    wanted = nicest(plain, grounds, words, start) if target is None else target
    cases = split_cases(plain, wanted, grounds, start, equal) if plain is not start else []
    steps += ended(steps, plain, wanted, grounds, start, equal)
    lines = fold_trivial(steps)
    if lines and lines[-1].after is not wanted:
        lines = arranged(lines, wanted)
    found = Derivation(
        start,
        tuple(lines),
        wanted,
        context,
        cases=tuple(cases),
        conditions=tuple(dict.fromkeys(c for s in lines for c in s.conditions)),
        lemmas=tuple(dict.fromkeys(used_lemmas(lines))),
    )
    replay_derivation(found, functions, lemmas=grounds.lemmas, equal=equal)
    return found


def ended(
    steps: Sequence[Step], plain: Expr, wanted: Expr, grounds: Grounds, start: Expr, equal: Equal | None
) -> list[Step]:
    """The steps from the plain derivative to the wanted form; none where only the order differs."""
    if has_zeros(wanted) and not has_zeros(plain) and key(neat(wanted)) == key(neat(plain)):
        return [Step("zeros-written", plain, wanted, parameters=(wanted,))]
    if steps and key(plain) == key(wanted):
        return []
    if wanted.head == "cases" and plain.head != "cases":
        return [Step("by-cases", plain, wanted, parameters=(wanted,))]
    return between(plain, wanted, grounds, origin=start, equal=equal)


def _carried_out(start: Expr, grounds: Grounds, words: Sequence[str]) -> list[Step]:
    """The lines of differentiation, innermost derivatives first and each brought to a nice form."""
    ranges = index_ranges(start, grounds.context)
    expr, steps, waiting = start, list[Step](), None
    while has_derivative(expr):
        if len(steps) > MOST_LINES:
            raise TooLarge(f"the derivation has more than {MOST_LINES} lines")
        lines = _lines(expr, grounds, words, ranges, start)
        freed = 0 < nesting(lines[-1].after) < nesting(expr)
        expr = lines[-1].after
        lines = lines if waiting is None else [led_in(waiting, lines[0]), *lines[1:]]
        held = len(lines) == 1 and only_trivial(lines[0]) and has_derivative(expr) and not freed
        waiting = lines[0] if held and not _through_letters(expr) else None
        steps += [] if waiting else lines
        for path in list(derivatives(expr)) if freed else ():
            steps += nice_steps(expr, (*path, 0), grounds, words, start)
            expr = steps[-1].after if steps else expr
    return steps


def _through_letters(expr: Expr) -> bool:
    """Whether all that is left are derivatives of named intermediates, under a sum: Σ_t g_t ∂y_t/∂x_s."""
    return any(e.head == "sum" and has_derivative(e) for e in postorder(expr)) and all(
        is_named(at_path(expr, path).args[0]) for path in derivatives(expr)
    )


def _lines(expr: Expr, grounds: Grounds, words: Sequence[str], ranges: Ranges, start: Expr) -> list[Step]:
    """The next lines: rules of differentiation as far as they go, then named intermediates."""
    opens = expr is start and opens_definition(expr, grounds)
    step = next_line(expr, grounds, ranges, open_first=opens)
    lines = [step] if step is not None else _intermediate(expr, grounds, words)
    if not lines:
        raise without_rule(at_path(expr, next(iter(derivatives(expr)))), grounds)
    return lines


def opens_definition(expr: Expr, grounds: Grounds) -> bool:
    """Whether the question is the derivative of a function that has a defining form: d/dx tanh x."""
    if expr.head != "deriv" or expr.args[0].head not in grounds.functions:
        return False
    known = grounds.functions[expr.args[0].head]
    return known.definition is not None and all(a.head in ("sym", "entry", "num") for a in expr.args[0].args)


def nice_steps(whole: Expr, path: Path, grounds: Grounds, words: Sequence[str], origin: Expr) -> list[Step]:
    """Steps that bring the part at `path` to its nicest form."""
    part = at_path(whole, path)
    target = nicest(part, grounds, words, origin)
    if is_named(target):
        return []
    return [inside(whole, path, s) for s in between(part, target, grounds, origin=origin)]


def _intermediate(expr: Expr, grounds: Grounds, words: Sequence[str]) -> list[Step]:
    """The derivatives of named intermediates: line by line for one of them, one line for several.

    In −Σ y_i (1/p_i) ∂p_i/∂z_k with p defined by the text and no lemma for it, ∂p_i/∂z_k is
    derived for itself and put in.
    """
    current, steps = expr, list[Step]()
    places = list(derivatives(expr))
    for path in places:
        node = at_path(current, path)
        found = next_rule(node, grounds, real=True)
        if found is not None and found[0] == "definition" and is_named(node.args[0]):
            parts = _carried_out(node, grounds, words)
            parts += folded_back(parts[-1].after, node.args[0], grounds)
            plain = parts[-1].after
            if found[1].args[0].head != "add":
                parts += ended(parts, plain, nicest(plain, grounds, words, node), grounds, node, None)
            steps += [flattened(inside(current, path, s)) for s in fold_trivial(parts)]
            current = steps[-1].after
    if len(places) == 1 or len(steps) < 2:
        return steps
    return [Step("definition", expr, current, substeps=tuple(steps))]


def folded_back(expr: Expr, gate: Expr, grounds: Grounds) -> list[Step]:
    """The derivative of a gate o = σ(a) written in the gate: σ(a) (1 − σ(a)) is o (1 − o)."""
    opened = instance(gate, grounds.context, grounds.functions)
    if opened is None or opened.head not in grounds.functions:
        return []
    whole, name = alpha(opened), sym(str(word_of(gate)))
    after = transform(expr, lambda e: gate if e.head == opened.head and alpha(e) is whole else None)
    step = Step("fold", expr, after, parameters=(after, name))
    try:
        apply_rule("fold", expr, step.parameters, grounds)
    except DeriveError:
        return []
    return [] if after is expr else [step]


def used_lemmas(steps: Sequence[Step]) -> list[str]:
    found: list[str] = []
    for step in steps:
        if step.rule.startswith("lemma:"):
            found.append(step.rule.removeprefix("lemma:"))
        found += used_lemmas(step.substeps)
    return found
