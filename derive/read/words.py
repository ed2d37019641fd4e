"""Words, letters and their scripts: one identifier or several, an index or a label, a power or an application."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derive.errors import ReadError, UnknownLetter
from derive.read.grammar import (
    ACCENTS,
    CASE_WORDS,
    CONSTANT_WORDS,
    DERIVATIVE_WORDS,
    FUNCTION_LETTERS,
    LIMIT_WORDS,
    MATRIX_WORDS,
    POWER_LETTERS,
    PRODUCT,
    PYTHON_WORDS,
    SUM_WORDS,
    TRANSPOSES,
    TRUTH_WORDS,
)
from derive.read.names import Piece, index_atoms
from derive.read.parse import Parser
from derive.read.plain_words import read_plain_word
from derive.read.tokens import Span, Token, first_character
from derive.read.tree import Tree, none_at


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
    if token.text in CONSTANT_WORDS and p.names.letter(token.text) is None:
        return scripts(p, Tree("const", token.span, CONSTANT_WORDS[token.text]))
    if token.text == "Delta" and p.names.letter("Delta") is None and p.here.kind in ("word", "symbol"):
        p.refuse((token.start, p.here.end), "an increment \\Delta x is not read; give it a letter")
    return named(p, token.text, token.span)


def text_word(p: Parser) -> Tree:
    token = p.take()
    words = token.text.strip()
    if words in TRUTH_WORDS:
        return Tree("truth", token.span, TRUTH_WORDS[words])
    if not words.isalnum():
        p.refuse(token.span, f"the words {words!r} are not read as mathematics")
    return pieces(p, Token("word", words, token.start, token.end, token.gap), roman=True)


def pieces(p: Parser, token: Token, *, style: str = "", roman: bool = False) -> Tree:
    """A word by its only reading; several readings, or none, are refused."""
    base, label = split_label(p, token.text)
    readings = p.names.pieces(base)
    if not readings and p.names.infer and roman:
        readings = [[Piece("letter", base)]]
    if len(readings) != 1:
        refuse_word(p, token, base, readings)
    reading = readings[0]
    if len(reading) > 1:
        return side_by_side(p, token)
    piece = reading[0]
    if piece.kind == "const":
        return scripts(p, Tree("const", token.span, piece.name))
    if piece.kind == "entry":
        atoms = tuple(atom(a, token.span) for a in piece.indices)
        tree = Tree("letter", token.span, piece.name, atoms, label="".join(piece.indices))
        return scripts(p, tree)
    return named(p, piece.name, token.span, style=style, label=label)


def split_label(p: Parser, word: str) -> tuple[str, str]:
    """Plain `x_i` is the base x with subscript i; the longest declared letter is the base."""
    cuts = [k for k, c in enumerate(word) if c == "_"]
    for cut in [len(word), *reversed(cuts)]:
        if p.names.letter(word[:cut]) is not None:
            return word[:cut], word[cut + 1 :].strip("{}")
    accented = [k for k in [*cuts, len(word)] if word[:k].partition("_")[2] in ACCENTS]
    cut = max(accented, default=cuts[0] if cuts else len(word))
    return word[:cut], word[cut + 1 :].strip("{}")


def refuse_word(p: Parser, token: Token, word: str, readings: Sequence[Sequence[Piece]]) -> None:
    if readings:
        shown = " or ".join(" ".join(x.name + ("_" + "".join(x.indices) if x.indices else "") for x in r) for r in readings)
        p.refuse(token.span, f"{word!r} is ambiguous: {shown}")
    if word in MATRIX_WORDS:
        p.refuse(token.span, f"matrices are not read here yet ({word!r})")
    if p.is_at("(") and len(word) > 1:
        p.refuse(token.span, f"the function {word!r} is not known here", p.names.nearest(word))
    if p.names.infer:
        p.refuse(token.span, f"{word!r} is not a function or a letter that is known", "a product needs * or a space")
    raise UnknownLetter(
        f"the letter {word!r} is not known here", text=p.source.text, span=token.span, hint=p.names.nearest(word)
    )


def side_by_side(p: Parser, token: Token) -> Tree:
    """`xy` read as x y: the parser goes on letter by letter."""
    letters = [
        Token("word", c, token.start + k, token.start + k + 1, token.gap if k == 0 else 0)
        for k, c in enumerate(token.text)
    ]
    if token.end - token.start != len(letters):
        letters = [replace(t, start=token.start, end=token.end) for t in letters]
    p.at -= 1
    p.tokens[p.at : p.at + 1] = letters
    return word(p)


def atom(text: str, span: Span) -> Tree:
    return Tree("number" if text.isdigit() else "letter", span, text)


# scripts


def scripts(p: Parser, base: Tree) -> Tree:
    """The scripts after something that is no bare letter: a power, and nothing else."""
    while p.source.latex and p.is_at("^", "_", "'"):
        mark = p.take()
        if mark.text != "^":
            p.refuse(mark.span, "a subscript or prime is read on a letter or function only")
        tokens, end = script_tokens(p)
        if is_transpose(p, tokens):
            p.refuse((mark.start, end), "matrices are not read here yet (a transpose)")
        if p.is_at("^"):
            p.refuse(p.here.span, "two superscripts; use braces")
        base = Tree("pow", (base.span[0], end), parts=(base, p.sub(tokens, end).whole()))
    return base


def script_tokens(p: Parser) -> tuple[list[Token], int]:
    """The tokens of a script: a braced group, or one token; `x^10` is refused as ambiguous."""
    token = p.take()
    if token.text == "{" and token.kind == "open":
        return braced(p, token)
    first, rest = first_character(token)
    if token.kind == "number" and rest is not None:
        p.refuse(token.span, "in LaTeX only the first digit would be raised or lowered; use braces")
    if token.kind in ("stop", "close", "row", "align") or (token.kind == "op" and token.text not in ("*", "'")):
        p.refuse(token.span, "a script is missing, or needs braces")
    if token.kind == "command":
        p.at -= 1
        start = p.at
        p.source.prefixes["command"](p)
        return p.tokens[start : p.at], p.tokens[p.at - 1].end
    if rest is not None:
        p.at -= 1
        p.tokens[p.at] = rest
    return [first], first.end


def braced(p: Parser, opened: Token) -> tuple[list[Token], int]:
    """The tokens up to the brace that closes `opened`, which has been taken."""
    start, depth = p.at, 1
    while depth:
        token = p.take()
        if token.kind == "stop":
            p.refuse(opened.span, "this brace is not closed")
        if token.text == "{" and token.kind == "open":
            depth += 1
        elif token.text == "}" and token.kind == "close":
            depth -= 1
    inner = p.tokens[start : p.at - 1]
    if not inner:
        p.refuse((opened.start, p.tokens[p.at - 1].end), "nothing is in these braces")
    return inner, p.tokens[p.at - 1].end


def is_transpose(p: Parser, tokens: Sequence[Token]) -> bool:
    if len(tokens) == 1:
        token = tokens[0]
        if token.kind == "command":
            return token.text in TRANSPOSES
        return token.text == "T" and p.names.letter("T") is None
    return "".join(t.text for t in tokens) in ("mathrm{T}", "mathsf{T}", "-1T", "-T")


def label_of(tokens: Sequence[Token]) -> str:
    return "".join(t.text for t in tokens if not (t.kind in ("open", "close") and t.text in "{}") and t.kind != "command")


def named(p: Parser, name: str, start: Span, *, style: str = "", label: str = "") -> Tree:
    """A letter or function with its scripts and, for a function, its arguments."""
    if p.source.latex:
        return _latex_named(p, name, start, style)
    sub = _plain_subscript(p, name, label, start)
    primes = 0
    while p.is_at("'"):
        p.take()
        primes += 1
    tree = Tree("letter", (start[0], p.tokens[p.at - 1].end), name, sub, label=label, style=style)
    return finish(p, tree, primes, None)


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


def _latex_named(p: Parser, name: str, start: Span, style: str) -> Tree:
    items: tuple[Tree, ...] = ()
    label, primes = "", 0
    power: tuple[list[Token], int] | None = None
    while p.is_at("_", "^", "'"):
        mark = p.take()
        if mark.text == "'":
            primes += 1
        elif mark.text == "_":
            if label:
                p.refuse(mark.span, "two subscripts; use braces")
            tokens, end = script_tokens(p)
            label, items = subscript(p, tokens, end)
        elif power is not None:
            p.refuse(mark.span, "two superscripts; use braces")
        else:
            tokens, end = script_tokens(p)
            if len(tokens) == 1 and tokens[0].text == "'":
                primes += 1
            else:
                power = (tokens, end)
    if power is not None:
        raised = superscript_name(p, name, label, *power)
        if raised is not None:
            name, power = raised, None
    end = p.tokens[p.at - 1].end if p.at else start[1]
    return finish(p, Tree("letter", (start[0], max(end, start[1])), name, items, label, style), primes, power)


def subscript(p: Parser, tokens: list[Token], end: int) -> tuple[str, tuple[Tree, ...]]:
    """A subscript as a name, and as index expressions where it can be read so."""
    label = label_of(tokens)
    if len(tokens) == 1 and p.here.kind == "word" and p.here.gap == 0 and tokens[0].kind == "word":
        following = p.here.text
        scripted = p.ahead.text in ("_", "^") and p.ahead.kind == "op"
        if tokens[0].end == p.here.start and len(following) == 1 and p.names.is_index(following) and not scripted:
            p.refuse((tokens[0].start, p.here.end), "it is not clear where the subscript ends; use braces")
    items = []
    parts = split_commas(tokens)
    for part in parts:
        if any(t.kind in ("text", "command", "begin", "arrow") for t in part):
            if len(parts) == 1:
                return label, ()
            items.append(Tree("word", (part[0].start, part[-1].end), label_of(part)))
            continue
        if part and all(t.kind in ("word", "number", "symbol") for t in part):
            span = (part[0].start, part[-1].end)
            atoms = [atom(a, span) for t in part for a in (index_atoms(t.text) if t.kind != "symbol" else (t.text,))]
            items.append(Tree("run", span, "".join(t.text for t in part), tuple(atoms)))
            continue
        try:
            items.append(p.sub(part, part[-1].end if part else end).whole())
        except ReadError:
            return label, ()
    return label, tuple(items)


def split_commas(tokens: Sequence[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if token.text == "," and token.kind == "op" and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def superscript_name(p: Parser, name: str, label: str, tokens: list[Token], end: int) -> str | None:
    """The name with its superscript when that is a label: a layer `(l)`, `[1]`, or a declared letter."""
    written = "".join(t.text for t in tokens)
    if not written:
        p.refuse((end, end), "a superscript is missing")
    marked = f"{name}^{{{written}}}" if len(written) > 1 else f"{name}^{written}"
    if _declared(p, marked, label):
        return marked
    span = (tokens[0].start, end)
    if is_transpose(p, tokens):
        p.refuse(span, "matrices are not read here yet (a transpose)")
    if written[0] + written[-1] in ("()", "[]", "<>") and len(tokens) > 2:
        if p.names.letter(name) is not None or not p.names.infer:
            p.refuse(span, f"{name}^{{{written}}} may be a label or a power; declare the letter {marked!r}")
        if len(tokens) > 5 or not all(t.kind in ("word", "number", "symbol") or t.text in "+-" for t in tokens[1:-1]):
            p.refuse(span, "this superscript may be a label or a power")
        return marked
    lone = len(tokens) == 1 and tokens[0].kind == "word"
    unknown = p.names.letter(name) is None and p.names.function(name) is None
    if lone and p.names.infer and unknown and not (name[:1].islower() and written in POWER_LETTERS):
        p.refuse(span, f"{name}^{written} may be a power or a label", "declare the letters")
    return None


def _declared(p: Parser, marked: str, label: str) -> bool:
    return p.names.letter(marked) is not None or (bool(label) and p.names.letter(f"{marked}_{label}") is not None)


# letters and applications


def finish(p: Parser, tree: Tree, primes: int, power: tuple[list[Token], int] | None) -> Tree:
    """The letter, raised; or the function applied, raised."""
    full = full_name(tree.text, tree.label)
    declared = p.names.letter(full) or p.names.letter(tree.text)
    function = None if tree.label and declared else p.names.function(full) or (p.names.function(tree.text))
    if function is not None and declared is None:
        if _is_applied(p, tree, function.name):
            return apply_function(p, tree, function.name, primes, power)
    elif declared is not None and declared.role == "function":
        name = full if p.names.letter(full) is not None else tree.text
        if p.is_at("("):
            return _raise(p, apply_letter(p, tree, name, primes), power)
    elif declared is None and p.names.infer and p.is_at("(") and p.here.gap < 2:
        if _reads_as_call(p, tree, primes):
            return _raise(p, apply_letter(p, tree, full, primes), power)
    if primes:
        marked = tree.text + "'" * primes
        if p.names.letter(marked) is None:
            p.refuse(tree.span, f"the prime of {tree.text!r} is read only on a function applied to an argument")
        tree = replace(tree, text=marked)
    return _raise(p, tree, power)


def full_name(name: str, label: str) -> str:
    if not label:
        return name
    return f"{name}_{label}" if label.isalnum() else f"{name}_{{{label}}}"


def _is_applied(p: Parser, tree: Tree, name: str) -> bool:
    if p.is_at("(") or (p.is_at("[", "\\{") and p.here.gap < 2):
        return True
    if tree.text == name and len(name) > 1 and name in ("sigma", "delta", "gamma", "Gamma", "phi", "Phi", "zeta", "beta", "erf") and p.names.infer:
        return False
    return True


def _reads_as_call(p: Parser, tree: Tree, primes: int) -> bool:
    """Whether an undeclared letter before a parenthesis is a function: f(x); never p(1 − p)."""
    if not p.source.latex and len(tree.text) > 1:
        p.refuse(tree.span, f"the function {tree.text!r} is not known here", "a product needs *")
    inside = _bracket_tokens(p)
    if primes or any(t.text == "," for t in inside):
        return True
    if tree.text in FUNCTION_LETTERS or len(tree.text) > 3:
        return True
    if any(t.text in ("+", "-") and t.kind == "op" for t in inside):
        return False
    p.refuse(
        (tree.span[0], p.here.end),
        f"{tree.text}(…) may be a product or a function applied",
        "declare the letter, or write a product with *",
    )


def _bracket_tokens(p: Parser) -> list[Token]:
    depth, found = 0, []
    for token in p.tokens[p.at :]:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0:
            break
        found.append(token)
    return found[1:]


def apply_letter(p: Parser, tree: Tree, name: str, primes: int) -> Tree:
    arguments = p.arguments()
    span = (tree.span[0], p.tokens[p.at - 1].end)
    call = Tree("call", span, name, arguments, label="'" * primes, style=tree.style)
    return scripts(p, call)


def apply_function(
    p: Parser, tree: Tree, name: str, primes: int, power: tuple[list[Token], int] | None
) -> Tree:
    base = _logarithm_base(p, tree, name)
    at = tree.parts if tree.label and base is None and p.names.functions[name].family else ()
    if tree.label and base is None and not at:
        p.refuse(tree.span, f"a subscript on the function {name!r} is not read")
    if power is not None and not _whole_power(power[0]):
        p.refuse((power[0][0].start, power[1]), f"a superscript on the function {name!r} may be a power or an inverse")
    if p.is_at("(") or (p.source.latex and p.is_at("[")) or p.is_at("\\{"):
        arguments = _function_arguments(p)
    else:
        arguments = (bare_argument(p, name),)
    span = (tree.span[0], p.tokens[p.at - 1].end)
    result = Tree("apply", span, name, arguments, label="'" * primes)
    if base is not None:
        result = Tree("div", span, parts=(result, Tree("apply", base.span, "log", (base,))))
        result = Tree("group", span, "(", (result,)) if power or p.begins_operand() or p.is_at("^") else result
    if at:
        result = Tree("at", span, parts=(result, *at))
    if p.names.functions[name].family and p.is_at("_", "["):
        result = _family_place(p, result)
    result = _raise(p, result, power)
    return result if power is not None else scripts(p, result)


def _function_arguments(p: Parser) -> tuple[Tree, ...]:
    if not p.is_at("\\{"):
        return p.arguments()
    p.take()
    found = [p.parse(0)]
    while p.is_at(","):
        p.take()
        found.append(p.parse(0))
    p.expect("\\}")
    return tuple(found)


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


def _logarithm_base(p: Parser, tree: Tree, name: str) -> Tree | None:
    if name != "log" or not tree.label:
        return None
    if not tree.label.isdigit() or int(tree.label) < 2:
        p.refuse(tree.span, "the base of a logarithm is read when it is a number")
    return Tree("number", tree.span, tree.label)


def _whole_power(tokens: Sequence[Token]) -> bool:
    return len(tokens) == 1 and tokens[0].kind == "number" and tokens[0].text.isdigit()


def _raise(p: Parser, base: Tree, power: tuple[list[Token], int] | None) -> Tree:
    if power is None:
        return base
    tokens, end = power
    exponent = p.sub(tokens, end).whole()
    return Tree("pow", (base.span[0], max(end, base.span[1])), parts=(base, exponent))


def bare_argument(p: Parser, name: str) -> Tree:
    r"""The argument of `\log x`, `\sin 2x`: numbers, then one factor; anything longer is ambiguous."""
    start = p.here
    if not p.begins_operand() and not p.is_at("|"):
        p.refuse(start.span, f"the function {name!r} needs its argument, in parentheses")
    tree = p.parse(PRODUCT)
    while _is_numeric(tree) and p.begins_operand() and not _begins_function(p):
        right = p.parse(PRODUCT)
        tree = Tree("mul", (tree.span[0], right.span[1]), parts=(tree, right))
    if p.begins_operand() and not _begins_function(p) and tree.kind != "none":
        written = p.source.text[start.start : p.here.end]
        p.refuse(
            (start.start, p.here.end),
            f"it is not clear where the argument of {name!r} ends in {written!r}",
            "put the argument in parentheses",
        )
    return tree


def _is_numeric(tree: Tree) -> bool:
    return tree.kind in ("number", "const") or (tree.kind == "mul" and all(_is_numeric(x) for x in tree.parts))


def _begins_function(p: Parser) -> bool:
    token = p.here
    if token.kind in ("word", "symbol"):
        return p.names.function(token.text) is not None
    return token.kind == "command" and (p.names.function(token.text) is not None or token.text in ("sum", "prod"))


__all__ = ["none_at"]
_PLAIN = (CASE_WORDS, DERIVATIVE_WORDS, LIMIT_WORDS, PYTHON_WORDS, SUM_WORDS)
