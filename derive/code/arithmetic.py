"""Rules for numbers, arithmetic, conditions and functions, entry by entry."""

from __future__ import annotations

from collections.abc import Sequence

from derive.code.ranges import facts_of
from derive.code.terms import (
    AND,
    ATOM,
    NOT,
    OR,
    POWER,
    PRODUCT,
    RELATION,
    SIGN,
    SUM,
    Term,
    aligned,
    refuse,
)
from derive.code.writer import Rule, Writer
from derive.expressions.build import conj, eq
from derive.expressions.expr import Expr, binds, node, number_value
from derive.expressions.walk import substitute

RELATIONS = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}


def number(w: Writer, expr: Expr) -> Term:
    value = number_value(expr)
    assert value is not None
    if expr.head == "dec":
        return Term(str(expr.value), ATOM if value >= 0 else SIGN, plain=True)
    if value.denominator == 1:
        return Term(str(value), ATOM if value >= 0 else SIGN, plain=True)
    return Term(f"{value.numerator} / {value.denominator}", PRODUCT, plain=True)


def constant(w: Writer, expr: Expr) -> Term:
    if expr.value not in w.target.words:
        raise refuse(f"the constant {expr.value} is no real number")
    return Term(w.target(expr.value), plain=True)


def truth(w: Writer, expr: Expr) -> Term:
    return Term(str(expr.value), plain=True)


def add(w: Writer, expr: Expr) -> Term:
    negative = [a.head == "neg" for a in expr.args]
    terms = [w.term(a.args[0] if n else a) for a, n in zip(expr.args, negative, strict=True)]
    texts, like = w.joined(terms, [PRODUCT if n else SUM for n in negative])
    text = ("-" if negative[0] else "") + texts[0]
    for minus, each in zip(negative[1:], texts[1:], strict=True):
        text += f" {'-' if minus else '+'} {each}"
    return like.like(text, SUM)


def neg(w: Writer, expr: Expr) -> Term:
    term = w.term(expr.args[0])
    return term.like(f"-{term.at(POWER)}", SIGN)


def mul(w: Writer, expr: Expr) -> Term:
    """A product; one with brackets is 0 where they are, whatever the rest would be there."""
    brackets = [a for a in expr.args if a.head in ("iverson", "delta")]
    rest = [a for a in expr.args if a not in brackets]
    if not brackets:
        return times(w, [w.term(a) for a in rest])
    return chosen(w, [condition_of(a) for a in brackets], rest)


def times(w: Writer, terms: Sequence[Term]) -> Term:
    if len(terms) == 1:
        return terms[0]
    texts, like = w.joined(terms, [PRODUCT, *[SIGN] * (len(terms) - 1)])
    return like.like(" * ".join(texts), PRODUCT)


def condition_of(bracket: Expr) -> Expr:
    return bracket.args[0] if bracket.head == "iverson" else eq(*bracket.args)


def chosen(w: Writer, conditions: Sequence[Expr], factors: Sequence[Expr]) -> Term:
    """Π factors where the conditions hold, else 0; what they say of indices keeps places within arrays."""
    mask = w.term(conj(*conditions))
    known = [c for c in conditions if w.term(c).plain]
    with w.guarded(known, [f for c in known for f in facts_of(c)]), w.scopes.apart() as inner:
        value = times(w, [w.term(f) for f in factors]) if factors else Term("1.0", plain=True)
    nothing = Term("0.0", plain=True)
    if not inner.lines:
        return selected(w, mask, value, nothing)
    if not mask.plain or mask.axes:
        w.scopes.now.take(inner)
        return selected(w, mask, value, nothing)
    name = w.names.new("part")
    w.scopes.now.write(f"{name} = 0.0")
    w.scopes.now.write(f"if {mask.text}:")
    w.scopes.now.lines += inner.lines
    w.scopes.now.write(f"    {name} = {value.text}")
    return value.like(name, ATOM)


def selected(w: Writer, mask: Term, value: Term, other: Term) -> Term:
    """value where the mask holds, else other."""
    if mask.plain and not mask.axes:
        like = w.joined([value, other], [ATOM, ATOM])[1] if other.axes else value
        texts = [aligned(t, like.axes, OR + 1) for t in (value, other)]
        text = f"{texts[0]} if {mask.at(OR)} else {texts[1]}"
        return Term(f"({text})", ATOM, like.axes, value.plain and other.plain, like.rank, like.row)
    texts, like = w.joined([mask, value, other], [0, 0, 0])
    text = w.target("where", *texts)
    if w.target.name == "torch" and w.sample and value.plain and other.plain:
        text += f".to({w.sample}.dtype)"  # of two numbers PyTorch makes single precision
    return Term(text, ATOM, like.axes, False, like.rank, like.row)


def bracket(w: Writer, expr: Expr) -> Term:
    return selected(w, w.term(condition_of(expr)), Term("1.0", plain=True), Term("0.0", plain=True))


def div(w: Writer, expr: Expr) -> Term:
    """A quotient; u/|u| as the sign of u, which is 0 at the kink: the slope that PyTorch takes there."""
    if expr.args[1].head == "abs" and expr.args[1].args[0] is expr.args[0]:
        return function(w, node("sign", expr.args[0]))
    texts, like = w.joined([w.term(a) for a in expr.args], [PRODUCT, SIGN])
    return like.like(f"{texts[0]} / {texts[1]}", PRODUCT)


def power(w: Writer, expr: Expr) -> Term:
    base, exponent = (w.term(a) for a in expr.args)
    if base.plain and number_value(expr.args[0]) is not None and base.text.lstrip("-").isdigit():
        base = base.like(f"{base.text}.0", base.level)
    elif base.plain and base.axes:
        base = base.like(f"(1.0 * {base.at(SIGN)})", ATOM)
    texts, like = w.joined([base, exponent], [ATOM, SIGN])
    return like.like(f"{texts[0]} ** {texts[1]}", POWER)


def cases(w: Writer, expr: Expr) -> Term:
    """The first condition that holds decides; where none does there is no value."""
    pairs = list(zip(expr.args[::2], expr.args[1::2], strict=True))
    found = Term(w.target("nan"), plain=True)
    for value, condition in reversed(pairs):
        if condition.head == "truth" and condition.value:
            found = w.term(value)
            continue
        mask = w.term(condition)
        facts = facts_of(condition) if mask.plain else []
        with w.guarded((condition,) if mask.plain else (), facts), w.scopes.apart() as inner:
            inside = w.term(value)
        if inner.lines and mask.plain and not mask.axes:
            raise refuse("a case of a loop's number has sums of arrays in it")
        w.scopes.now.take(inner)
        found = selected(w, mask, inside, found)
    return found


def relation(w: Writer, expr: Expr) -> Term:
    texts, like = w.joined([w.term(a) for a in expr.args], [SUM, SUM])
    return like.like(f"{texts[0]} {RELATIONS[expr.head]} {texts[1]}", RELATION)


def logic(w: Writer, expr: Expr) -> Term:
    terms = [w.term(a) for a in expr.args]
    texts, like = w.joined(terms, [ATOM] * len(terms))
    if like.plain and not like.axes:
        return like.like(f" {expr.head} ".join(t.at(NOT) for t in terms), AND if expr.head == "and" else OR)
    return like.like(f"({' & '.join(texts) if expr.head == 'and' else ' | '.join(texts)})", ATOM)


def negation(w: Writer, expr: Expr) -> Term:
    term = w.term(expr.args[0])
    if term.plain and not term.axes:
        return term.like(f"not {term.at(ATOM)}", NOT)
    return term.like(f"~({term.text})", ATOM)


def function(w: Writer, expr: Expr) -> Term:
    """A primitive: by its name in the library of arrays, else by its definition."""
    known = w.functions.get(expr.head)
    if known is None or binds(expr):
        raise refuse(f"{expr.head} has no meaning in {w.target.title}")
    spelled = getattr(known, w.target.name)
    if not spelled:
        if known.definition is None:
            raise refuse(f"{w.target.title} has no {known.title or expr.head}")
        return w.term(substitute(known.definition, dict(zip(known.parameters, expr.args, strict=True))))
    if len(expr.args) > 2 and len(known.parameters) == 2:
        return w.term(node(expr.head, node(expr.head, *expr.args[:2]), *expr.args[2:]))
    terms = [w.term(a) for a in expr.args]
    texts, like = w.joined(terms, [0 if "{" not in spelled else ATOM] * len(terms))
    if w.target.name == "torch":
        texts = [w.target("tensor", x) if t.plain else x for x, t in zip(texts, terms, strict=True)]
    text = spelled.format(*texts) if "{" in spelled else f"{spelled}({', '.join(texts)})"
    return Term(text, SUM if "{" in spelled else ATOM, like.axes, False, like.rank, like.row)


def refused(w: Writer, expr: Expr) -> Term:
    raise refuse(
        {
            "deriv": "a derivative stands in it that is not carried out",
            "limit": "a limit stands in it",
            "call": "a function stands in it that is only declared",
        }[expr.head]
    )


RULES: dict[str, Rule] = {
    "num": number,
    "dec": number,
    "const": constant,
    "truth": truth,
    "add": add,
    "neg": neg,
    "mul": mul,
    "div": div,
    "pow": power,
    "cases": cases,
    "iverson": bracket,
    "delta": bracket,
    "and": logic,
    "or": logic,
    "not": negation,
    "function": function,
    **dict.fromkeys(RELATIONS, relation),
    **dict.fromkeys(("deriv", "limit", "call"), refused),
}
