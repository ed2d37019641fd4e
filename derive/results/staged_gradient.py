"""A derivative of the user's own through equations in order, a recurrence among them: back-propagation.

The loss and the definitions are equations; adjoints come one equation at a time, last first, and
∂L/∂U is what the equations that hold U send back to it. Every term of every line is proved by itself,
so the cost does not grow with the number of steps in time, which may be a letter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from derive.derivations.stage_proofs import prove_stages
from derive.derivations.staged import AdjointLine, Backpropagation, adjoint_of, backpropagate
from derive.engine.tidy import product
from derive.errors import DeriveError
from derive.expressions.build import ONE, deriv, entry, idx, sym
from derive.expressions.expr import Expr, node, postorder
from derive.expressions.walk import freshen, substitute, transform
from derive.notation.context import Context, Definition, Letter
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement
from derive.records.step import Derivation, Step
from derive.records.verdict import Verdict
from derive.render.latex import latex

LOSS = "L"
SENT = (
    r"Chain rule through every equation that holds \({letter}\); a bar marks the derivative of the loss "
    "by that letter."
)
CARRIED_OUT = "each local derivative in its own letters; a Kronecker delta picks one term of its sum"
MATRIX = "the same in matrix notation"
WORDS = ("undecided", "refuted", "conditional", "proved")


@dataclass(frozen=True)
class StagedGradient:
    """`closed` is ∂L/∂letter in matrix notation, or None; `adjoints` the lines it leans on, in order."""

    derivation: Derivation
    verdict: Verdict
    context: Context
    closed: Expr | None
    adjoints: tuple[AdjointLine, ...]


def is_recurrent(context: Context) -> bool:
    """Whether a letter is defined, directly or through others, by its own entries."""
    uses = {d.name: _names(d.right) for d in context.definitions if d.left.head != "call"}
    return any(name in _reached(name, uses) for name in uses)


def _names(expr: Expr) -> list[str]:
    return [e.value for e in postorder(expr) if e.head == "sym"]


def _reached(name: str, uses: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    stack = list(uses.get(name, ()))
    while stack:
        each = stack.pop()
        if each not in found:
            found.add(each)
            stack += uses.get(each, ())
    return found


def staged_gradient(
    loss: Expr,
    context: Context,
    wrt: str,
    functions: FunctionTable,
    decide: Callable[[Statement], Verdict],
) -> StagedGradient:
    """∂loss/∂wrt, where wrt is a letter (a whole array) of the equations in `context`.

    Raises DeriveError when the letter stands in no equation.
    """
    name = wrt.strip().lstrip("\\")
    name = name if name in context.letters else name.partition("[")[0].partition("_")[0]
    if name not in context.letters:
        raise DeriveError(f"the letter {wrt!r} stands in none of the equations")
    whole = context.with_letters(Letter(_free(LOSS, context)))
    whole = whole.with_definitions(Definition(sym(_free(LOSS, context)), loss))
    found = backpropagate(whole, functions, [name], labels=_labels(context))
    line = found.line(name)
    if not line.terms:
        raise DeriveError(f"the letter {name!r} stands in none of the equations")
    derivation, shown = _derivation(found, line, loss)
    return StagedGradient(derivation, _verdict(found, decide), shown, line.matrix, found.lines)


def _free(name: str, context: Context) -> str:
    while name in context.letters:
        name += "oss" if name == LOSS else "'"
    return name


def _labels(context: Context) -> list[Expr]:
    """Sizes of the axes along which a letter is taken at a shifted place: h_{t−1}."""
    found: dict[Expr, None] = {}
    for definition in context.definitions:
        for each in postorder(definition.right):
            letter = context.letters.get(str(each.args[0].value)) if each.head == "entry" else None
            for place, size in zip(each.args[1:], letter.axes if letter else (), strict=False):
                if place.head == "add":
                    found[size] = None
    return list(found)


def gathered(expr: Expr) -> Expr:
    """[t + 1 ≤ T] a + [t + 1 ≤ T] b is [t + 1 ≤ T] (a + b): what comes from the next step in time."""
    if expr.head != "add":
        return expr
    shares: dict[Expr | None, list[Expr]] = {}
    for term in expr.args:
        factors = term.args if term.head == "mul" else (term,)
        bracket = next((f for f in factors if f.head == "iverson"), None)
        rest = product(*(f for f in factors if f is not bracket)) if bracket is not None else term
        shares.setdefault(bracket, []).append(rest)
    own = shares.pop(None, [])
    later = [node("mul", b, _total(rest)) for b, rest in shares.items() if b is not None]
    return _total([*own, *later])


# ---- what is shown ---------------------------------------------------------------------------------


def _derivation(found: Backpropagation, line: AdjointLine, loss: Expr) -> tuple[Derivation, Context]:
    """The chain for ∂L/∂letter, in a context that holds the equations and the adjoints as definitions."""
    context = _with_places(found, line)
    by = entry(line.letter, *line.places) if line.places else line.letter
    start = deriv(loss, by)
    one = _seeded(found)
    named = latex(line.letter, context, found.functions)
    forms = [(one(_total([t.sent for t in line.terms])), SENT.replace("{letter}", named))]
    forms.append((one(freshen(line.value)), CARRIED_OUT))
    if line.matrix is not None:
        matrix = one(line.matrix)
        forms.append((entry(matrix, *line.places) if line.places else matrix, MATRIX))
    steps, before = [], start
    for after, words in forms:
        if after is not before:
            steps.append(Step("equal", before, after, words=words))
            before = after
    return Derivation(start, tuple(steps), before, context), context


def _seeded(found: Backpropagation) -> Callable[[Expr], Expr]:
    """∂L/∂L is 1, wherever its bar stands."""
    bar = adjoint_of(sym(_loss_of(found)))

    def carried(each: Expr) -> Expr | None:
        if each.head != "mul" or bar not in each.args:
            return None
        return product(*(a for a in each.args if a is not bar))

    return lambda expr: substitute(transform(expr, carried), {bar: ONE})


def _total(parts: Sequence[Expr]) -> Expr:
    return parts[0] if len(parts) == 1 else node("add", *parts)


def _with_places(found: Backpropagation, line: AdjointLine) -> Context:
    """The context with the index letters of the line, and one definition for each adjoint it leans on."""
    context = found.context
    axes = context.letters[line.letter.value].axes
    places = [
        Letter(p.value.name, role="index", lo=ONE, hi=n) for p, n in zip(line.places, axes, strict=True)
    ]
    shown = [d for d in context.definitions if d.name != _loss_of(found)]
    shown += [_shown(found, x) for x in found.lines if x.letter not in (line.letter, sym(_loss_of(found)))]
    return Context(context.letters, tuple(shown), context.assumptions).with_letters(*places)


def _loss_of(found: Backpropagation) -> str:
    return str(found.equations[-1].letter.value)


def _shown(found: Backpropagation, line: AdjointLine) -> Definition:
    """An adjoint as an equation: in matrix notation at each value of the labels, else by entries."""
    axes = found.context.letters[line.letter.value].axes
    names = {p: idx(p.value.name) for p in line.places}
    kept = list(names.values())
    if line.matrix is not None:
        kept = [names[p] for p, n in zip(line.places, axes, strict=True) if n in found.labels]
    bar = adjoint_of(line.letter)
    value = gathered(_seeded(found)(line.value if line.matrix is None else line.matrix))
    return Definition(entry(bar, *kept) if kept else bar, freshen(substitute(value, names)))


def _verdict(found: Backpropagation, decide: Callable[[Statement], Verdict]) -> Verdict:
    """The worst of the verdicts on the terms; the loss itself is an equation like the others."""
    judged = [(name, v) for name, v in prove_stages(found, decide) if isinstance(v, Verdict)]
    name, worst = min(judged, key=lambda pair: WORDS.index(pair[1].verdict))
    reason = "every term of every line is proved" if worst else f"{name}: {worst.reason}"
    seconds = sum(v.seconds for _, v in judged)
    return Verdict(
        worst.verdict, method="stage by stage", reason=reason, holds_if=worst.holds_if, seconds=seconds
    )
