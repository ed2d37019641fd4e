"""Elaboration of functions: of the table, of a whole array, and declared ones."""

from __future__ import annotations

from derive.expressions import build
from derive.expressions.expr import Expr, node, postorder
from derive.expressions.walk import freshen, substitute, transform
from derive.read.bounds import check_argument
from derive.read.elaborator import Elaborator, Env
from derive.read.grammar import VARIADIC
from derive.read.rules_letters import place, subscripted
from derive.read.scripts import full_name
from derive.read.tree import Tree


def apply(e: Elaborator, tree: Tree, env: Env) -> Expr:
    if tree.label.startswith("root"):
        return build.power(e.scalar(tree.parts[0], env), build.div(build.ONE, build.num(int(tree.label[4:]))))
    if tree.text == "sqrt" and "sqrt" not in e.names.functions:
        return build.power(e.scalar(tree.parts[0], env), build.div(build.ONE, build.TWO))
    function = e.names.functions.get(tree.text)
    if function is None:
        e.refuse(tree.span, f"the function {tree.text!r} is not in the library")
    if function.family:
        return family(e, tree, (), env)
    arguments = [e.value(x, env) for x in tree.parts]
    wanted = len(function.parameters)
    if len(arguments) != wanted and not (tree.text in VARIADIC and len(arguments) >= 2):
        if e.names.document:
            return build.fn("call", build.sym(tree.text), *arguments)
        counted = f"{wanted} argument{'' if wanted == 1 else 's'}"
        e.refuse(tree.span, f"{tree.text} takes {counted}, not {len(arguments)}")
    e.bounded(tree.span, check_argument(tree.text, arguments))
    applied = build.fn(tree.text, *arguments)
    shape = e.shape(applied, tree.span)
    if shape and tree.text == "abs" and tree.style == "bracket":
        hint = "write \\|x\\|, or abs(x) in plain maths"
        e.refuse(tree.span, "bars around an array may be a norm or the size of each entry", hint)
    return primed(e, tree, applied, arguments) if tree.label else applied


def primed(e: Elaborator, tree: Tree, applied: Expr, arguments: list[Expr]) -> Expr:
    """f′(x) is ∂f(x)/∂x for a letter x; at another argument the table's derivative is taken there."""
    if len(arguments) != 1:
        e.refuse(tree.span, "a prime is read on functions of one argument")
    argument, order = arguments[0], len(tree.label)
    if argument.head in ("sym", "entry") and e.is_number(argument, tree.span):
        for _ in range(order):
            applied = build.deriv(applied, argument)
        return applied
    function = e.names.functions.get(tree.text) if tree.kind == "apply" else None
    formula = function.derivatives[0] if function is not None and function.derivatives else None
    if function is not None and formula is not None and order == 1:
        found = substitute(freshen(formula), {function.parameters[0]: argument})
        return found if e.is_number(argument, tree.span) else entry_by_entry(e, found, tree)
    if e.names.document and tree.kind == "call" and order == 1:
        return node("call", build.sym(f"{tree.text}'"), *arguments)
    hint = "give the argument a letter of its own first: u = …"
    e.refuse(tree.span, "a derivative at a compound argument is not read here", hint)


def entry_by_entry(e: Elaborator, formula: Expr, tree: Tree) -> Expr:
    """σ′ of an array: the products in its formula are of entries."""

    def paired(each: Expr) -> Expr | None:
        arrays = [a for a in each.args if each.head == "mul" and not e.is_number(a, tree.span)]
        if len(arrays) < 2:
            return None
        product = arrays[0]
        for right in arrays[1:]:
            product = node("hadamard", product, right)
        return build.mul(*(a for a in each.args if a not in arrays), product)

    return transform(formula, paired)


def call(e: Elaborator, tree: Tree, env: Env) -> Expr:
    letter = e.known(tree.text, tree.span)
    if letter.role not in ("function", "array"):
        e.refuse(tree.span, f"{tree.text!r} is not declared as a function")
    arguments = [argument(e, x, env) for x in tree.parts]
    applied = build.fn("call", build.sym(tree.text), *arguments)
    return primed(e, tree, applied, arguments) if tree.label else applied


def indexed_call(e: Elaborator, tree: Tree, env: Env) -> Expr:
    """f_i(x): the function at place i of a family of functions."""
    head, *rest = tree.parts
    letter = Tree("letter", head.span, tree.text, head.parts, tree.label, tree.style)
    base = subscripted(e, letter, full_name(tree.text, tree.label), env)
    return node("call", base, *(argument(e, x, env) for x in rest))


def argument(e: Elaborator, tree: Tree, env: Env) -> Expr:
    """An argument of a declared function; in a document also a condition, as in P(y = 1 | x)."""
    if e.names.document and tree.kind in ("rel", "and", "or", "not"):
        return e.elaborate(tree, env)
    return e.value(tree, env)


def at(e: Elaborator, tree: Tree, env: Env) -> Expr:
    """A place of a function of a whole array, or of any array expression: softmax(z)_i, (W x)_i."""
    applied, *places = tree.parts
    if applied.kind == "apply" and e.names.functions[applied.text].family:
        return family(e, applied, tuple(places), env)
    whole = e.value(applied, env)
    shape = e.shape(whole, applied.span)
    if shape == () and not (e.names.document and applied.kind == "call"):
        e.refuse(tree.span, "an index is read on an array only, and this is a number")
    found = build.entry(whole, *(place(e, x, env) for x in places))
    return e.checked(found, tree.span)


# ---- functions of a whole array --------------------------------------------------------------------


def family(e: Elaborator, tree: Tree, places: tuple[Tree, ...], env: Env) -> Expr:
    """softmax(z_i) = softmax(z)_i, kept as (body with bound j, j, 1, n, i) for a pointwise argument."""
    if len(tree.parts) != 1 or tree.label:
        e.refuse(tree.span, f"{tree.text} is read with one argument")
    if len(places) > 1:
        e.refuse(tree.span, "one place is expected")
    total = len(e.names.functions[tree.text].parameters) == 1
    whole = array_argument(e, tree.parts[0], env) if places or (total and names_array(e, tree)) else None
    if whole is not None and (places or not e.names.arrays):
        return taken(e, tree, whole, place(e, places[0], env) if places else build.TRUE)
    written = e.value(tree.parts[0], env)
    shape = e.shape(written, tree.span)
    if shape and len(shape) > 1 and not e.names.document:
        hint = "for the softmax of each row write rowsoftmax(X)" if tree.text == "softmax" else None
        e.refuse(tree.span, f"along which index of this array {tree.text} is taken is not clear", hint)
    if shape != ():
        return build.fn(tree.text, written)
    return at_free_index(e, tree, written)


def names_array(e: Elaborator, tree: Tree) -> bool:
    """Whether the argument is a letter with one index: logsumexp(z)."""
    inner = tree.parts[0]
    while inner.kind == "group":
        inner = inner.parts[0]
    letter = e.names.letter(inner.text) if inner.kind == "letter" and not inner.parts else None
    return letter is not None and len(letter.axes) == 1


def array_argument(e: Elaborator, tree: Tree, env: Env) -> Expr:
    """The argument as an array, even where a number is expected around it."""
    inner = tree
    while inner.kind == "group":
        inner = inner.parts[0]
    if inner.kind == "letter" and not inner.parts:
        letter = e.names.letter(inner.text)
        if letter is not None and len(letter.axes) == 1:
            return build.sym(letter.name)
    with_arrays = e.with_arrays()
    expr = with_arrays.value(tree, env)
    if with_arrays.is_number(expr, tree.span):
        e.refuse(tree.span, "the argument here must be an array with one index")
    return expr


def taken(e: Elaborator, tree: Tree, whole: Expr, at: Expr) -> Expr:
    """f(whole) at a place; a pointwise argument is opened: f(z + c)_i is over z_j + c."""
    bound = build.fresh_idx("j")
    body = pointwise(e, whole, bound)
    hi = range_from(e, body, bound) if body is not None else None
    if body is None or hi is None:
        if not e.names.arrays:
            e.refuse(tree.span, f"the argument of {tree.text} is not read here as an array")
        return build.entry(build.fn(tree.text, whole), at)
    return node(tree.text, body, bound, build.ONE, hi, at)


def pointwise(e: Elaborator, whole: Expr, index: Expr) -> Expr | None:
    """Entry `index` of an array made of arrays with one index, numbers and functions of the table."""
    memo: dict[Expr, Expr | None] = {}
    for each in postorder(whole):
        shape = e.shape(each, (0, 0))
        if shape == ():
            memo[each] = each
        elif shape is None or len(shape) != 1:
            memo[each] = None
        elif each.head == "sym":
            memo[each] = build.entry(each, index)
        else:
            memo[each] = _pointwise_here(e, each, [memo[a] for a in each.args])
    return memo[whole]


def _pointwise_here(e: Elaborator, expr: Expr, args: list[Expr | None]) -> Expr | None:
    head = {"hadamard": "mul", "hadamard_div": "div"}.get(expr.head, expr.head)
    function = e.names.functions.get(head)
    known = head in ("add", "neg", "mul", "div", "pow") or (function is not None and not function.family)
    opened = [a for a in args if a is not None]
    return node(head, *opened) if known and len(opened) == len(args) else None


def range_from(e: Elaborator, body: Expr, index: Expr) -> Expr | None:
    """The size of the arrays that `index` indexes in `body`, when they agree."""
    sizes: list[Expr] = []
    for each in postorder(body):
        if each.head == "entry" and index in each.args[1:] and each.args[0].head == "sym":
            letter = e.names.letter(each.args[0].value)
            spot = each.args[1:].index(index)
            if letter is not None and spot < len(letter.axes) and letter.axes[spot] not in sizes:
                sizes.append(letter.axes[spot])
    return sizes[0] if len(sizes) == 1 else None


def at_free_index(e: Elaborator, tree: Tree, written: Expr) -> Expr:
    bound = build.fresh_idx("j")
    free = _free_index_leaves(written)
    if len(free) != 1 and e.names.document:
        return build.fn(tree.text, written)
    if len(free) != 1:
        e.refuse(tree.span, f"the place at which {tree.text} is taken is not clear; write {tree.text}(z_i)")
    body = substitute(freshen(written), {free[0]: bound})
    hi = range_from(e, body, bound)
    if hi is None:
        e.refuse(tree.span, f"over which range {tree.text} runs is not known")
    total = len(e.names.functions[tree.text].parameters) == 1
    return node(tree.text, body, bound, build.ONE, hi, build.TRUE if total else free[0])


def _free_index_leaves(expr: Expr) -> list[Expr]:
    inside = {each.args[1] for each in postorder(expr) if each.head in ("sum", "prod")}
    return [each for each in postorder(expr) if each.head == "idx" and each not in inside]
