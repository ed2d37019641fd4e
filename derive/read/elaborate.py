"""Syntax tree + notation → expression: which rule elaborates which kind of node."""

from __future__ import annotations

from derive.read import rules_arithmetic as arithmetic
from derive.read import rules_arrays as arrays
from derive.read import rules_binders as binders
from derive.read import rules_functions as functions
from derive.read import rules_letters as letters
from derive.read import rules_powers as powers
from derive.read.elaborator import Elaborator, Rule
from derive.read.names import Names

RULES: dict[str, Rule] = {
    "number": letters.number,
    "const": letters.const,
    "letter": letters.letter,
    "group": arithmetic.group,
    "add": arithmetic.add,
    "mul": arithmetic.mul,
    "neg": arithmetic.neg,
    "plus": arithmetic.plus,
    "div": arithmetic.div,
    "pow": powers.power,
    "transpose": powers.transpose,
    "apply": functions.apply,
    "call": functions.call,
    "indexed_call": functions.indexed_call,
    "at": functions.at,
    "big": binders.big,
    "over": binders.over_letter,
    "deriv": binders.deriv,
    "limit": binders.limit,
    "evaluated": binders.evaluated,
    "delta": binders.delta,
    "iverson": binders.iverson,
    "cases": binders.cases,
    "rel": binders.rel,
    "and": binders.conj,
    "or": binders.conj,
    "not": binders.negation,
    "truth": binders.truth,
    "named": arrays.named,
    "norm": arrays.norm,
    "nabla": arrays.nabla,
    "list": arrays.written_list,
    "matrix": arrays.matrix,
    "dots": arrays.dots,
    "integral": binders.integral,
    "set": arrays.written_set,
}


def make_elaborator(text: str, names: Names) -> Elaborator:
    return Elaborator(text, names, RULES)
