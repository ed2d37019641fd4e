"""Other roads for a relation that was not decided as it stands: fewer definitions, values one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from derive.expressions.build import PI, add, div, mul, num, sym
from derive.expressions.expr import Expr, node, postorder
from derive.expressions.walk import letters, substitute
from derive.linting.chain_rule import base, depends, slopes, varied_by
from derive.linting.judged import Judged
from derive.linting.letters_apart import with_letter_apart
from derive.linting.placed_definitions import with_places
from derive.linting.supposed_products import about_its_letters, with_products_put
from derive.notation.context import Context, Definition, Letter
from derive.records.statement import Statement
from derive.records.verdict import Verdict

Judging = Callable[[Statement], Judged]
MOST_VALUES = 6


def judged_otherwise(statement: Statement, judge: Judging) -> Judged:
    """As it stands; else with letters for what need not be known; else for each value of a finite set."""
    plain, finite = without_memberships(statement.context)
    statement = symmetric_put(without_opaque(replace(statement, context=plain)))
    judged = judge(statement)
    if judged.right:
        return judged
    if judged.outcome == "refuted":
        for said, apart in with_letter_apart(statement):
            again = judge(apart)
            if again.right:
                return replace(judged, outcome="conditional", code="D201", reason=said)
            if again.outcome == "undecided":
                return Judged("undecided", "D301", f"{said}, or not at all: that was not decided")
    if judged.outcome == "undecided" or judged.code == "D402":
        for fewer in with_fewer_definitions(statement):
            again = judge(fewer)
            if again.right:
                return again
    if judged.outcome == "undecided" and (placed := with_places(statement)) is not None:
        again = judge(placed)
        if again.outcome != "undecided":
            return again
    if judged.outcome == "undecided" and (lettered := with_letter_pi(statement)) is not None:
        again = judge(lettered)
        if again.right:
            return again
    for other in (about_its_letters, with_products_put):
        if judged.outcome == "undecided" and (changed := other(statement)) is not None:
            again = judge(changed)
            if again.right:
                return again
    if judged.outcome == "undecided" and (free := without_equations(statement)) is not None:
        again = judge(free)
        if again.right or _is_supposed(again, statement):
            return (
                again
                if again.right
                else Judged("proved", verdict=_as_supposed(again), statement=again.statement)
            )
    for letter, values in finite:
        if any(e is letter for e in postorder(statement.left, statement.right)):
            return _value_by_value(statement, letter, values, judge) or judged
    return judged


def without_opaque(statement: Statement) -> Statement:
    """Without `θ = P(x = 1)`, where nothing says what P is: it gives a name, and says nothing else."""
    context = statement.context
    kept = tuple(d for d in context.definitions if not _is_opaque(d, statement))
    if len(kept) == len(context.definitions):
        return statement
    return replace(statement, context=replace(context, definitions=kept))


def _is_opaque(definition: Definition, statement: Statement) -> bool:
    """A letter with an unknown value, through which nothing here is differentiated by another."""
    right, context = definition.right, statement.context
    if right.head != "call" or definition.left.head != "sym" or right.args[0].head != "sym":
        return False
    name, letter = str(right.args[0].value), definition.name
    others = [e for d in context.definitions if d is not definition for e in (d.left, d.right)]
    if any(name in letters(e) for e in (statement.left, statement.right, *others)):
        return False
    through = (e for e in slopes((statement.left, statement.right)) if letter not in varied_by((e,)))
    return not any(n == letter or depends(n, letter, context) for e in through for n in letters(e.args[0]))


def with_letter_pi(statement: Statement) -> Statement | None:
    """π as a letter, a weight or a policy: what holds whatever it is holds for the number."""
    context = statement.context
    whole = [statement.left, statement.right, *(d.right for d in context.definitions)]
    if not any(e is PI for e in postorder(*whole)) or "pi" in context.letters:
        return None
    put = {PI: sym("pi")}
    definitions = tuple(Definition(d.left, substitute(d.right, put)) for d in context.definitions)
    context = replace(context.with_letters(Letter("pi")), definitions=definitions)
    left, right = substitute(statement.left, put), substitute(statement.right, put)
    return replace(statement, left=left, right=right, context=context)


def without_memberships(context: Context) -> tuple[Context, list[tuple[Expr, tuple[Expr, ...]]]]:
    """The context without `y ∈ {0, 1}`, and these."""
    finite = [a for a in context.assumptions if a.head == "in"]
    kept = tuple(a for a in context.assumptions if a.head != "in")
    sets = [
        (a.args[0], a.args[1].args)
        for a in finite
        if a.args[1].head == "set"
        and a.args[0].head in ("sym", "entry")
        and len(a.args[1].args) <= MOST_VALUES
    ]
    return replace(context, assumptions=kept), sets


def with_fewer_definitions(statement: Statement) -> Iterator[Statement]:
    """What holds whatever a letter is holds for what it is: only derivatives need what they lead through.

    First with no other definition, then with those of the letters that no other letter here stands on.
    """
    context = statement.context
    nodes = list(postorder(statement.left, statement.right))
    if any(e.head == "gradient" for e in nodes):
        return
    by = [e.args[1] for e in nodes if e.head == "deriv"]
    names = {base(u) for u in by if u.head in ("sym", "entry")}
    needed = [
        d
        for d in context.definitions
        if d.left.head == "call" or any(depends(d.name, u, context) for u in names)
    ]
    here = [*letters(statement.left), *letters(statement.right)]
    highest = [n for n in here if not any(m != n and depends(m, n, context) for m in here)]
    above = [d for d in context.definitions if d in needed or d.name in highest]
    tried = [len(context.definitions)]
    for kept in (needed, above):
        if len(kept) not in tried:
            tried.append(len(kept))
            yield replace(statement, context=replace(context, definitions=tuple(kept)))


def symmetric_put(statement: Statement) -> Statement:
    """Supposed S^T = S: S is ½(S + S^T) of any S, and nothing else."""
    context = statement.context
    put: dict[Expr, Expr] = {}
    for each in context.assumptions:
        a, b = each.args[:2] if each.head == "eq" else (each, each)
        letter = b if a.head == "transpose" else a
        if a is not b and letter.head == "sym" and {a, b} == {letter, node("transpose", letter)}:
            put[letter] = mul(div(num(1), num(2)), add(letter, node("transpose", letter)))
    if not put:
        return statement
    others = (a for a in context.assumptions if not (a.head == "eq" and set(a.args) <= _with_transposes(put)))
    kept = tuple(substitute(a, put) for a in others)
    definitions = tuple(Definition(d.left, substitute(d.right, put)) for d in context.definitions)
    left, right = substitute(statement.left, put), substitute(statement.right, put)
    context = replace(context, assumptions=kept, definitions=definitions)
    return replace(statement, left=left, right=right, context=context)


def _with_transposes(put: Iterable[Expr]) -> set[Expr]:
    return {x for letter in put for x in (letter, node("transpose", letter))}


def without_equations(statement: Statement) -> Statement | None:
    """Without the equations that the text supposes: what holds without them holds with them."""
    context = statement.context
    kept = tuple(a for a in context.assumptions if a.head != "eq")
    if len(kept) == len(context.assumptions):
        return None
    return replace(statement, context=replace(context, assumptions=kept))


def _is_supposed(judged: Judged, statement: Statement) -> bool:
    """True under a condition that the text supposes."""
    verdict = judged.verdict
    if judged.outcome != "conditional" or verdict is None or not verdict.holds_if:
        return False
    supposed = [set(a.args) for a in statement.context.assumptions if a.head == "eq"]
    return all(c.head == "eq" and set(c.args) in supposed for c in verdict.holds_if)


def _as_supposed(judged: Judged) -> Verdict | None:
    if judged.verdict is None:
        return None
    conditions = (*judged.verdict.conditions, *judged.verdict.holds_if)
    return replace(judged.verdict, verdict="proved", conditions=conditions, holds_if=(), counterexample=None)


def _value_by_value(
    statement: Statement, letter: Expr, values: tuple[Expr, ...], judge: Judging
) -> Judged | None:
    """Right for every value of the set; None when it is not."""
    found: Judged | None = None
    for value in values:
        found = judge(_at(statement, letter, value))
        if not found.right:
            return None
    said = ", ".join(str(v.value) for v in values)
    return (
        replace(found, notes=(*found.notes, f"for each of the values {said}")) if found is not None else None
    )


def _at(statement: Statement, letter: Expr, value: Expr) -> Statement:
    def put(expr: Expr) -> Expr:
        return substitute(expr, {letter: value})

    context = statement.context
    definitions = tuple(Definition(d.left, put(d.right)) for d in context.definitions if d.left is not letter)
    assumptions = tuple(map(put, context.assumptions))
    context = replace(context, definitions=definitions, assumptions=assumptions)
    return replace(statement, left=put(statement.left), right=put(statement.right), context=context)
