"""Letters and functions before a bracket: an application, a product, a power of a function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derive.notation.context import Letter
from derive.read.bare_arguments import GREEK_FUNCTIONS, bare_argument
from derive.read.function_scripts import Power, is_power, logarithm_base, power_of_function
from derive.read.grammar import (
    EXPECTATIONS,
    FUNCTION_LETTERS,
    GREEK,
    MULTIPLIERS,
    READ_OF_MATRICES,
    SUM,
    UNREAD_MATRIX_WORDS,
)
from derive.read.in_brackets import (
    base_letter,
    bracket_tokens,
    has_relation,
    has_sign,
    lone_letter,
    opens_bracket,
    transposed_after,
)
from derive.read.parse import Parser
from derive.read.printed_forms import function_of_two, ordered_function, without_braces
from derive.read.rules_letters import family_name
from derive.read.scripts import (
    full_name,
    is_transpose,
    script_tokens,
    scripts,
    subscript,
    transposed,
)
from derive.read.seen import has_comma
from derive.read.superscripts import names_policy
from derive.read.tokens import Token
from derive.read.tree import Tree, walk_tree


def finish(p: Parser, tree: Tree, primes: int, power: Power) -> Tree:
    """The letter, raised; or the function applied, raised."""
    full = full_name(tree.text, tree.label)
    if p.source.latex and p.is_at("{"):
        without_braces(p)
    declared = p.names.letter(full) or p.names.letter(tree.text)
    function = None if tree.label and declared else p.names.function(full) or p.names.function(tree.text)
    if function is not None and declared is None:
        if len(function.parameters) == 1 and (found := function_of_two(p, tree)) is not None:
            return raised(p, found, power)
        if _is_applied(p, tree, function.name):
            return apply_function(p, tree, function.name, primes, power)
    elif declared is not None and _applies_family(p, tree, declared):
        return raised(p, apply_letter(p, tree, full, primes), power)
    elif declared is not None and declared.role == "function":
        name = full if p.names.letter(full) is not None else tree.text
        if p.is_at("("):
            return raised(p, apply_letter(p, replace(tree, text=name, parts=()), name, primes), power)
    elif declared is not None and _applies_array(p, tree, declared):
        return raised(p, apply_letter(p, tree, full, primes), power)
    elif declared is None and (found := function_of_two(p, tree) or ordered_function(p, tree)) is not None:
        return raised(p, found, power)
    elif declared is None and p.names.infer and p.here.gap < 2 and p.is_at("(", "["):
        if p.is_at("(") and reads_as_call(p, tree, primes, power):
            _refuse_inverse(p, tree, power)
            return raised(p, apply_letter(p, tree, full, primes), power)
        if p.is_at("[") and p.names.document and tree.text in EXPECTATIONS:
            return raised(p, apply_letter(p, tree, full, primes), power)
    elif declared is None and _is_expectation(p, tree) and power is None:
        argument = p.parse(SUM)
        return Tree("call", (tree.span[0], argument.span[1]), full, (argument,), style=tree.style)
    if primes:
        tree = _primed_letter(p, tree, primes)
    if declared is None and p.names.infer and not p.source.latex and tree.text in FUNCTION_LETTERS:
        _refuse_iterate(p, tree)
    return raised(p, tree, power)


def _refuse_iterate(p: Parser, tree: Tree) -> None:
    """Plain `f^2(x)`: the square of f(x), f(f(x)) or a product."""
    if power_of_function(p) is not None:
        p.refuse((tree.span[0], p.here.end), f"a power of the function {tree.text!r} before its argument")


def _refuse_inverse(p: Parser, tree: Tree, power: Power) -> None:
    """`f^{-1}(x)`: the inverse function, or 1/f(x)."""
    if power is not None and not p.names.document and "".join(t.text for t in power[0]).strip("{}") == "-1":
        message = f"{tree.text}^{{-1}} may be the inverse function or 1/{tree.text}"
        p.refuse((tree.span[0], power[1]), message, f"write 1/{tree.text}(…)")


def _is_expectation(p: Parser, tree: Tree) -> bool:
    r"""`\mathbb{E}_{x \sim p} L(x)`: without brackets, of everything up to + or −."""
    operand = p.begins_operand() and not p.is_at("[", "(")
    return p.names.document and tree.style == "bb" and tree.text == "E" and operand


def _applies_family(p: Parser, tree: Tree, declared: Letter) -> bool:
    """In a document, t_i(x) where the functions t_i are known beside a function t."""
    if not p.names.document or not p.is_at("(") or declared.role != "function":
        return False
    return _is_indexed(p, tree) and p.names.letter(family_name(tree.text, "each")) is not None


def _applies_array(p: Parser, tree: Tree, declared: Letter) -> bool:
    """In a document, **f**(x) and f_i(x) where f is known as an array of functions."""
    if not p.names.document or not p.is_at("(") or p.here.gap == 2:
        return False
    family = declared.role == "array" or bool(declared.axes)
    inside = bracket_tokens(p)
    if not family or not_applied(p, tree, inside):
        return False
    named = tree.text in FUNCTION_LETTERS and declared.role == "array" and not declared.axes
    return named or _is_call_in_document(p, tree, inside)


def _primed_letter(p: Parser, tree: Tree, primes: int) -> Tree:
    marked = tree.text + "'" * primes
    if p.names.letter(marked) is None and not p.names.document:
        p.refuse(tree.span, f"the prime of {tree.text!r} is read only on a function applied to an argument")
    return replace(tree, text=marked)


def _is_applied(p: Parser, tree: Tree, name: str) -> bool:
    if not p.source.latex and p.is_at("^", "**") and p.ahead.kind == "number":
        return True
    if p.is_at("(") or (p.is_at("[", "\\{") and p.here.gap < 2):
        return True
    return not (tree.text == name and len(name) > 1 and name in GREEK_FUNCTIONS and p.names.infer)


def reads_as_call(p: Parser, tree: Tree, primes: int, power: Power) -> bool:
    """Whether an undeclared letter before a parenthesis is a function: f(x); never p(1 − p)."""
    if not p.source.latex and len(tree.text) > 1:
        hint = READ_OF_MATRICES if tree.text in UNREAD_MATRIX_WORDS else "a product needs *"
        p.refuse(tree.span, f"the function {tree.text!r} is not known here", hint)
    inside = bracket_tokens(p)
    if names_policy(tree.text):
        return True
    if p.names.document and not primes and not_applied(p, tree, inside):
        return False
    if primes or has_comma(inside):
        return True
    if p.names.document and tree.style == "bold" and tree.text.isupper() and has_sign(inside):
        return False
    if p.names.document and tree.text in p.names.bare and has_sign(inside) and not primes:
        return False
    base = base_letter(tree.text)
    if base in FUNCTION_LETTERS or (len(base) > 3 and base not in GREEK):
        return not (power and p.names.document and has_sign(inside))
    if p.names.document:
        return _is_call_in_document(p, tree, inside)
    if has_sign(inside):
        return False
    p.refuse(
        (tree.span[0], p.here.end),
        f"{tree.text}(…) may be a product or a function applied",
        "declare the letter, or write a product with *",
    )


def not_applied(p: Parser, tree: Tree, inside: Sequence[Token]) -> bool:
    """`h_i(1 - h_i)` has h_i within the bracket; `x^{(0)} (s^{(1)})^T` is a product of matrices."""
    base = base_letter(tree.text)
    if any(t.text == base and not opens_bracket(inside, k) for k, t in enumerate(inside)):
        return True
    if tree.text[:1] in FUNCTION_LETTERS:
        return False
    return "^{" in tree.text or transposed_after(p, len(inside))


def _is_call_in_document(p: Parser, tree: Tree, inside: Sequence[Token]) -> bool:
    """By use: f(a, b), P(y = 1), f(x) of a lone letter, a letter that is a function elsewhere."""
    if tree.text in p.names.called or has_relation(inside):
        return True
    if has_sign(inside):
        return False
    named = len(tree.text) > 1 and tree.style == "roman"
    summed = bool(inside) and inside[0].text == "sum" and not tree.parts and tree.text not in MULTIPLIERS
    return named or summed or lone_letter(inside)


def apply_letter(p: Parser, tree: Tree, name: str, primes: int) -> Tree:
    arguments = p.arguments()
    span = (tree.span[0], p.tokens[p.at - 1].end)
    if p.names.document and _is_indexed(p, tree):
        call = Tree("indexed_call", span, tree.text, arguments, label=tree.label, style=tree.style)
        call = replace(call, parts=(Tree("row", tree.span, parts=tree.parts), *arguments))
    else:
        call = Tree("call", span, name, arguments, label="'" * primes, style=tree.style)
    return scripts(p, call)


def _is_indexed(p: Parser, tree: Tree) -> bool:
    """`f_i(x)` with an index letter."""
    atoms = [x for part in tree.parts for x in walk_tree(part) if x.kind in ("letter", "number", "word")]
    return (
        bool(atoms)
        and any(x.text in p.names.bound or x.text in ("i", "j", "k") for x in atoms)
        and all(x.kind != "word" for x in atoms)
    )


# ---- functions of the table ------------------------------------------------------------------------


def apply_function(p: Parser, tree: Tree, name: str, primes: int, power: Power) -> Tree:
    if tree.label and p.names.function(full_name(tree.text, tree.label)) is not None:
        tree = replace(tree, parts=(), label="")
    base = logarithm_base(p, tree, name)
    at = tree.parts if tree.label and base is None and p.names.functions[name].family else ()
    if tree.label and base is None and not at:
        p.refuse(tree.span, f"a subscript on the function {name!r} is not read")
    if power is not None and not is_power(power[0]):
        span = (power[0][0].start, power[0][-1].end)
        p.refuse(span, f"a superscript on the function {name!r} may be a power or an inverse")
    if power is None and not p.source.latex:
        power = power_of_function(p)
    result = Tree("apply", tree.span, name, _arguments(p, name), label="'" * primes)
    result = replace(result, span=(tree.span[0], p.tokens[p.at - 1].end))
    if name == "log" and base is None and len(result.parts) == 2 and not p.source.latex:
        base, result = result.parts[1], replace(result, parts=result.parts[:1])
    if base is not None:
        result = Tree("div", result.span, parts=(result, Tree("apply", base.span, "log", (base,))))
        closed = power or p.factor_follows() or p.is_at("^")
        result = Tree("group", result.span, "(", (result,)) if closed else result
    if at:
        result = Tree("at", result.span, parts=(result, *at))
    if p.names.functions[name].family and p.is_at("_", "["):
        result = _family_place(p, result)
    return raised(p, result, power) if power is not None else scripts(p, result)


def _arguments(p: Parser, name: str) -> tuple[Tree, ...]:
    bracketed = p.is_at("(") or (p.source.latex and p.is_at("["))
    if bracketed:
        return p.arguments()
    if p.is_at("\\{"):
        return p.arguments()
    return (bare_argument(p, name),)


def _family_place(p: Parser, applied: Tree) -> Tree:
    r"""`\mathrm{softmax}(z)_i`, `softmax(z)[i]`: the place at which the family is taken."""
    if p.is_at("["):
        places = p.arguments()
    else:
        p.take()
        tokens, end = script_tokens(p)
        places = subscript(p, tokens, end)[1]
    if not places:
        p.refuse(applied.span, "the place of this vector function is not read")
    return Tree("at", (applied.span[0], p.tokens[p.at - 1].end), parts=(applied, *places))


def raised(p: Parser, base: Tree, power: Power) -> Tree:
    """The base with its superscript: transposed, or to a power."""
    if power is None:
        return base
    tokens, end = power
    if base.kind == "call" and [t.text for t in tokens] == ["-", "1"]:
        message = f"the superscript of {base.text!r} may be a power or an inverse"
        p.refuse((tokens[0].start, tokens[-1].end), message)
    if p.source.latex and [t.text for t in tokens] == ["1"] and p.is_at("/"):
        p.refuse((tokens[0].start, p.here.end), "in LaTeX only the 1 is raised here; use braces")
    if is_transpose(p, tokens):
        found = transposed(base, tokens, max(end, base.span[1]))
    elif _ends_in_transpose(p, tokens):
        found = transposed(base, tokens[-1:], max(end, base.span[1]))
    else:
        exponent = p.sub(tokens, end).whole()
        found = Tree("pow", (base.span[0], max(end, base.span[1])), parts=(base, exponent))
    return scripts(p, found) if p.is_at("^") and found.kind == "transpose" else found


def _ends_in_transpose(p: Parser, tokens: Sequence[Token]) -> bool:
    return len(tokens) == 1 and is_transpose(p, tokens)
