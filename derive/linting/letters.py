"""Function letters and arrays of a document: which are defined, which are named in prose, how long."""

from __future__ import annotations

import re
from dataclasses import replace

from derive.expressions.build import fn, sym
from derive.expressions.expr import Expr, kinds, postorder
from derive.expressions.walk import letters, substitute
from derive.notation.context import Context, Definition
from derive.notation.functions import FunctionTable

CALLS = kinds("call")


def unknown_functions(context: Context, *exprs: Expr) -> list[str]:
    """Function letters that are applied and not defined."""
    if not any(e.kinds & CALLS for e in exprs):
        return []
    called = (str(e.args[0].value) for e in postorder(*exprs) if e.head == "call" and e.args[0].head == "sym")
    return [n for n in dict.fromkeys(called) if context.definition(n) is None]


def named_functions(prose: str, functions: FunctionTable) -> list[str]:
    """Functions of the library that the prose names."""
    words = set(re.findall(r"[a-z]+", prose.lower()))
    return [n for n in functions if {n, *functions[n].aliases} & words and len(functions[n].parameters) == 1]


def says_of_function(left: Expr, right: Expr, context: Context) -> bool:
    """θ'(s) = …, where the right side does not speak of θ."""
    unknown = {n.rstrip("'") for n in unknown_functions(context, left)}
    return bool(unknown) and not unknown & {n.rstrip("'") for n in letters(right)}


def of_functions(definition: Definition, *exprs: Expr) -> Definition:
    """`f = g/h` of functions that are applied to x: f(t) = g(t)/h(t)."""
    if not any(e.kinds & CALLS for e in exprs):
        return definition
    several = [
        e for e in postorder(*exprs) if e.head == "call" and e.args[0] is definition.left and len(e.args) > 2
    ]
    if several and len(set(several)) == 1 and all(a.head == "sym" for a in several[0].args):
        return Definition(several[0], definition.right)
    called = {e.args[0] for e in postorder(*exprs) if e.head == "call" and len(e.args) == 2}
    if definition.left.head != "sym" or definition.left not in called:
        return definition
    t = sym("t")
    inner = {e: fn("call", e, t) for e in postorder(definition.right) if e.head == "sym" and e in called}
    return (
        Definition(fn("call", definition.left, t), substitute(definition.right, inner))
        if inner
        else definition
    )


def without_lengths(context: Context, *exprs: Expr) -> Context:
    """An array that is read at places such as i + j − 1 is as long as these need it to be."""
    if not any(e.kinds & kinds("entry") for e in exprs):
        return context
    shifted = {
        str(e.args[0].value)
        for e in postorder(*exprs)
        if e.head == "entry" and e.args[0].head == "sym" and any(a.head == "add" for a in e.args[1:])
    }
    found = [
        replace(context.letters[n], axes=())
        for n in shifted
        if n in context.letters and context.definition(n) is None
    ]
    return context.with_letters(*found)
