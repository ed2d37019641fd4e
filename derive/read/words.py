"""Words and letters: one identifier or several, a function, a constant, an index or a label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from derive.errors import UnknownLetter
from derive.read.applications import finish
from derive.read.bare_arguments import bare_argument
from derive.read.constants import is_constant
from derive.read.function_scripts import Power
from derive.read.grammar import (
    ACCENTS,
    CONSTANT_WORDS,
    MATRIX_WORDS,
    PRODUCT,
    READ_OF_MATRICES,
    TRUTH_WORDS,
    UNREAD_MATRIX_WORDS,
)
from derive.read.named_words import one_name
from derive.read.names import Piece, index_atoms
from derive.read.parse import Parser
from derive.read.places import bracketed_places
from derive.read.plain_words import read_plain_word
from derive.read.scripts import atom, script_tokens, scripts, subscript
from derive.read.superscripts import superscript
from derive.read.tokens import Span, Token
from derive.read.tree import Tree


def word(p: Parser) -> Tree:
    token = p.here
    if not p.source.latex:
        found = read_plain_word(p)
        if found is not None:
            return found
    elif token.text in TRUTH_WORDS and len(token.text) > 3:
        return Tree("truth", p.take().span, TRUTH_WORDS[token.text])
    return pieces(p, p.take())


def symbol(p: Parser) -> Tree:
    token = p.take()
    if is_constant(p, token.text):
        return scripts(p, Tree("const", token.span, CONSTANT_WORDS[token.text]))
    if token.text == "Delta" and p.names.letter("Delta") is None and p.here.kind in ("word", "symbol"):
        if p.names.document and len(p.here.text) == 1:
            named_token = p.take()
            return named(p, f"Delta{named_token.text}", (token.start, named_token.end))
        p.refuse((token.start, p.here.end), "an increment \\Delta x is not read; give it a letter")
    return named(p, token.text, token.span)


def text_word(p: Parser) -> Tree:
    token = p.take()
    words = token.text.strip()
    if words.rstrip(".,;") in TRUTH_WORDS:
        return Tree("truth", token.span, TRUTH_WORDS[words.rstrip(".,;")])
    if words.isdigit():
        return Tree("number", token.span, words)
    if p.names.document:
        words = one_name(words)
    if not words.isalnum() or not words[:1].isalpha():
        p.refuse(token.span, f"the words {words!r} are not read as mathematics")
    return pieces(p, Token("word", words, token.start, token.end, token.gap), roman=True)


def pieces(p: Parser, token: Token, *, style: str = "", roman: bool = False) -> Tree:
    """A word by its only reading; several readings, or none, are refused."""
    base, label = split_label(p, token.text)
    found = matrix_word(p, base, token, label)
    if found is not None:
        return found
    lowered = lowered_index(p, base, token)
    if lowered is not None:
        return lowered
    if base == "d" and not label and is_differential(p):
        return differential(p, token)
    if not label and is_constant(p, base):
        return scripts(p, Tree("const", token.span, CONSTANT_WORDS[base]))
    readings = p.names.pieces(base)
    if p.names.document and p.source.latex and len(base) > 1 and p.names.is_unknown(base):
        readings = [[Piece("letter", base)]] if roman else p.names.document_pieces(base)
    if not readings and p.names.infer and roman:
        readings = [[Piece("letter", base)]]
    if len(readings) != 1:
        refuse_word(p, token, base, readings)
    reading = readings[0]
    if len(reading) > 1:
        return side_by_side(p, token, [x.name for x in reading])
    piece = reading[0]
    if piece.kind == "entry":
        atoms = tuple(atom(a, token.span) for a in piece.indices)
        tree = Tree("letter", token.span, piece.name, atoms, label="".join(piece.indices))
        return scripts(p, tree)
    return named(
        p, piece.name, token.span, style=style or ("roman" if len(piece.name) > 1 else ""), label=label
    )


def lowered_index(p: Parser, word: str, token: Token) -> Tree | None:
    """In a document `Pi` is P_i and `P1` is P_1, where P stands nowhere alone."""
    if not p.names.document or word[:1] not in p.names.seen.lowered:
        return None
    index, end = word[1:], token.end
    if not index and p.here.kind == "number" and p.here.gap == 0:
        number = p.take()
        index, end = number.text, number.end
    if len(index) != 1 and not index.isdigit():
        return None
    span = (token.start, end)
    part = Tree("run", span, index, (atom(index, span),))
    return finish(p, Tree("letter", span, word[0], (part,), label=index), 0, None)


def is_differential(p: Parser) -> bool:
    """In a document that has no letter d, before a Greek or accented letter."""
    if not p.names.document or p.names.counts.get("d", 0):
        return False
    return p.here.kind == "symbol" or (p.here.kind == "command" and p.here.text in ACCENTS)


def differential(p: Parser, token: Token) -> Tree:
    r"""`d\Gamma_f` as one name, the way gradients are named beside code."""
    tree = p.prefix(PRODUCT)
    if tree.kind != "letter":
        p.refuse((token.start, tree.span[1]), "what this d belongs to is not clear")
    return replace(tree, text=f"d{tree.text}", span=(token.start, tree.span[1]))


def matrix_word(p: Parser, word: str, token: Token, label: str) -> Tree | None:
    """tr(A), det(A), diag(v), norm(v), norm_1(v): words of matrices, before a parenthesis."""
    if word not in MATRIX_WORDS or p.names.letter(word) is not None:
        return None
    if word in ("ones", "zeros") and p.names.arrays and not p.is_at("("):
        return scripts(p, Tree("named", token.span, word))
    bare = word in ("det", "tr") and p.source.latex and p.begins_operand()
    if not p.is_at("(", "[") and not bare:
        return None
    if not p.names.arrays:
        p.refuse(token.span, f"matrices are not read here ({word!r})")
    if label and word != "norm":
        p.refuse(token.span, f"a subscript on the function {word!r} is not read")
    arguments = p.arguments() if p.is_at("(", "[") else (bare_argument(p, word),)
    span = (token.start, p.tokens[p.at - 1].end)
    if word == "norm":
        if len(arguments) == 2 and not label:
            label = arguments[1].text
        elif len(arguments) != 1:
            p.refuse(span, f"norm takes the array and its degree, not {len(arguments)} arguments")
        return scripts(p, Tree("norm", span, parts=arguments[:1], label=label, style="word"))
    return scripts(p, Tree("named", span, MATRIX_WORDS[word], arguments))


def split_label(p: Parser, word: str) -> tuple[str, str]:
    """Plain `x_i` is the base x with subscript i; the longest declared letter is the base."""
    if p.source.latex and "_" not in word:
        return word, ""
    numbered = re.fullmatch(r"([A-Za-z]+?)(\d+)", word)
    if numbered and not p.source.latex and p.names.is_unknown(word):
        base, label = numbered.groups()
        name = f"{base}_{label}"
        if int(label) > 1 and p.is_at("^", "**") and base in p.names.singles and p.names.letter(name) is None:
            message = f"{word} may be the letter {name}, or {base} times a power of {label}"
            p.refuse((p.here.start - len(word), p.here.end), message, f"write {name} or {base}*{label}")
        if p.names.is_letter(base) or p.names.letter(name) is not None:
            return base, label
    if p.names.function(word) is not None:
        return word, ""
    cuts = [k for k, c in enumerate(word) if c == "_"]
    for cut in [len(word), *reversed(cuts)]:
        if p.names.letter(word[:cut]) is not None:
            return word[:cut], word[cut + 1 :].strip("{}")
    accented = [k for k in [*cuts, len(word)] if word[:k].partition("_")[2] in ACCENTS.values()]
    cut = max(accented, default=cuts[0] if cuts else len(word))
    return word[:cut], word[cut + 1 :].strip("{}")


def refuse_word(p: Parser, token: Token, word: str, readings: Sequence[Sequence[Piece]]) -> None:
    if readings:
        shown = " or ".join(
            " ".join(x.name + ("_" + "".join(x.indices) if x.indices else "") for x in r) for r in readings
        )
        p.refuse(token.span, f"{word!r} is ambiguous: {shown}")
    if word in MATRIX_WORDS:
        p.refuse(token.span, f"{word!r} needs its argument in parentheses")
    if p.is_at("(") and len(word) > 1:
        hint = READ_OF_MATRICES if word in UNREAD_MATRIX_WORDS else p.names.nearest(word)
        p.refuse(token.span, f"the function {word!r} is not known here", hint)
    if p.names.infer:
        p.refuse(
            token.span,
            f"{word!r} is not a function or a letter that is known",
            "a product needs * or a space",
        )
    raise UnknownLetter(
        f"the letter {word!r} is not known here",
        text=p.source.text,
        span=token.span,
        hint=p.names.nearest(word),
    )


def side_by_side(p: Parser, token: Token, names: Sequence[str]) -> Tree:
    """`xy` read as x y, `xcos` as x cos: the parser goes on piece by piece."""
    found: list[Token] = []
    start = token.start
    exact = token.end - token.start == sum(map(len, names))
    for name in names:
        end = start + len(name) if exact else token.end
        found.append(Token("word", name, start, end, 0 if found else token.gap))
        start = end if exact else token.start
    p.at -= 1
    p.tokens[p.at : p.at + 1] = found
    return pieces(p, p.take()) if len(names[0]) > 1 else word(p)


# ---- letters with their scripts --------------------------------------------------------------------


def named(p: Parser, name: str, start: Span, *, style: str = "", label: str = "") -> Tree:
    """A letter or function with its scripts and, for a function, its arguments."""
    if p.source.latex:
        return _latex_named(p, name, start, style)
    sub = _plain_subscript(p, name, label, start)
    if not label and sub and all(x.kind == "number" for x in sub):
        label = ",".join(x.text for x in sub)
    primes = 0
    while p.is_at("'"):
        p.take()
        primes += 1
    tree = Tree("letter", (start[0], p.tokens[p.at - 1].end), name, sub, label=label, style=style)
    tree = finish(p, tree, primes, None)
    return scripts(p, tree) if p.is_at(".T") else tree


def _plain_subscript(p: Parser, name: str, label: str, start: Span) -> tuple[Tree, ...]:
    if label:
        return _label_items(label, start)
    if p.is_at("[") and p.here.gap == 0:
        return p.arguments()
    return ()


def _label_items(label: str, span: Span) -> tuple[Tree, ...]:
    if not label.isalnum():
        return ()
    atoms = [atom(a, span) for a in index_atoms(label)]
    return (Tree("run", span, label, tuple(atoms)),)


def is_logarithm(p: Parser, name: str) -> bool:
    function = p.names.function(name)
    return function is not None and function.name == "log"


def logarithm_base(p: Parser, tokens: list[Token], end: int) -> tuple[str, tuple[Tree, ...]]:
    r"""`\log_2`, `\log_b`, `\log_{1/2}`: the base is an expression."""
    base = p.sub(tokens, end).whole()
    return (base.text if base.kind == "number" else "base"), (base,)


def _latex_named(p: Parser, name: str, start: Span, style: str) -> Tree:
    items: tuple[Tree, ...] = ()
    label, primes = "", 0
    power: Power = None
    while p.is_at("_", "^", "'"):
        mark = p.take()
        if mark.text == "'":
            primes += 1
            continue
        if mark.text == "_" and label:
            p.refuse(mark.span, "two subscripts; use braces")
        if mark.text == "^" and power is not None:
            p.refuse(mark.span, "two superscripts; use braces")
        tokens, end = script_tokens(p)
        if mark.text == "_" and is_logarithm(p, name):
            label, items = logarithm_base(p, tokens, end)
        elif mark.text == "_":
            label, items = subscript(p, tokens, end)
        elif all(t.text == "'" for t in tokens):
            primes += len(tokens)
        else:
            power = (tokens, end)
    places = bracketed_places(p, name) if power is None and not label and not primes else None
    if places is not None:
        label, items = subscript(p, *places)
    if power is not None:
        found = superscript(p, name, label, *power)
        name, items, power = found.name, (*found.places, *items), found.power
        if power is not None and all(t.text == "'" for t in power[0]):
            primes, power = primes + len(power[0]), None
    end = p.tokens[p.at - 1].end if p.at else start[1]
    return finish(p, Tree("letter", (start[0], max(end, start[1])), name, items, label, style), primes, power)
