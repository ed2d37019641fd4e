"""What a word can be: a declared letter, a function, a constant, letters side by side, letter and index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from derive.expressions.expr import Expr
from derive.notation.context import Context, Letter
from derive.notation.functions import Function, FunctionTable
from derive.read.defined_letters import letter_of
from derive.read.grammar import ACCENTS, ACRONYMS, CONSTANT_WORDS, FUNCTION_SPELLINGS, GREEK
from derive.read.seen import Seen, bare_letters, seen_in
from derive.read.spellings import function_words, long_words
from derive.read.tokens import Token

# The spellings of a table are found once; a few tables are enough.


@dataclass(frozen=True)
class Piece:
    """One reading of (part of) a word. kind: letter · function · const · entry (letter with indices)."""

    kind: str
    name: str
    indices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Names:
    """The letters and functions a text may use, and the single letters and indices seen in it."""

    context: Context
    functions: FunctionTable
    infer: bool = False
    latex: bool = False
    singles: frozenset[str] = frozenset()
    bound: frozenset[str] = frozenset()
    words: dict[str, str] = field(default_factory=dict)
    document: bool = False
    arrays: bool = False
    seen: Seen = field(default_factory=Seen)
    ranges: dict[int, Expr] = field(default_factory=dict)
    bare: frozenset[str] = frozenset()  # letters that stand somewhere without a script

    @property
    def called(self) -> frozenset[str]:
        return self.seen.called

    @property
    def counts(self) -> dict[str, int]:
        return self.seen.counts

    def styled(self, name: str, style: str) -> str:
        """The name of a letter in a font: its own only where the plain letter stands beside it."""
        marked = f"{name}_{style}"
        if self.context.letters.get(marked) is not None or (
            self.document and (name, style) in self.seen.mixed
        ):
            return marked
        return name

    def letter(self, name: str) -> Letter | None:
        """The declared letter, or the one that a definition introduces."""
        found = self.context.letters.get(name)
        if found is not None:
            return found
        definition = self.context.definition(name) if self.context.definitions else None
        return letter_of(definition, self.context) if definition else None

    def function(self, word: str) -> Function | None:
        """The function a word spells, unless the context declares the word as a letter."""
        if self.letter(word) is not None or (self.document and len(word) == 1):
            return None
        if self.latex and word in GREEK:
            command = self.words.get(f"\\{word}")
            return self.functions[command] if command is not None else None
        for spelled in (
            word,
            FUNCTION_SPELLINGS.get(word, ""),
            word.lower() if len(word) > 2 and word not in GREEK else "",
        ):
            name = self.words.get(spelled)
            if name is not None:
                return self.functions[name]
        return None

    def ordered(self, letter: str) -> Function | None:
        """The function that is printed as this letter with its order as a subscript; not in documents."""
        name = None if self.document else self.words.get(f"{letter}_{{#1}}(#2)")
        return self.functions[name] if name is not None else None

    def is_unknown(self, word: str) -> bool:
        """Whether the word is no letter, no function and no constant."""
        known = self.letter(word) is not None or self.function(word) is not None
        return not known and word not in CONSTANT_WORDS

    def is_letter(self, word: str) -> bool:
        """Whether the word can stand for a letter: one letter, a Greek one, or one that is declared."""
        if self.letter(word) is not None:
            return True
        return (len(word) == 1 or word in GREEK) and self.infer

    def is_index(self, name: str) -> bool:
        return name in self.bound or self.context.role(name) == "index"

    def known_letters(self) -> list[str]:
        return sorted({*self.context.letters, *(d.name for d in self.context.definitions)})

    def nearest(self, name: str) -> str:
        """A hint that lists the known letters, nearest first."""
        known = self.known_letters()
        if not known:
            return "no letters are declared here"
        near = get_close_matches(name, known, n=3, cutoff=0.3)
        ordered = near + [k for k in known if k not in near]
        return "known letters: " + ", ".join(ordered[:20])

    def pieces(self, word: str) -> list[list[Piece]]:
        """The readings of a word; exactly one is wanted."""
        if self.letter(word) is not None or self.is_index(word):
            return [[Piece("letter", word)]]
        if self.function(word) is not None:
            return [[Piece("function", word)]]
        if word in CONSTANT_WORDS or len(word) == 1 or (word.partition("_")[2] in ACCENTS and self.infer):
            return [[Piece("letter", word)]]
        readings = [*self._with_index(word), *self._side_by_side(word)]
        if readings:
            return readings
        if word in GREEK and not self.latex:
            return [[Piece("letter", word)]]
        if self.infer and self.latex and len(word) == 2 and word.isalpha() and not set(word) & {"d", "e"}:
            return [[Piece("letter", c) for c in word]]
        return self._inferred(word) if self.infer else []

    def document_pieces(self, word: str) -> list[list[Piece]]:
        """A run of letters in a document: letters side by side as TeX sets them, unless it is a word.

        `dW` is one name (a gradient's), `xcos` is x cos, `Cost`, `pad` and `ReLU` are words, `ax` is a x.
        """
        head = next(
            (f for f in sorted(self.words, key=len, reverse=True) if len(f) > 1 and word.endswith(f)), ""
        )
        if head and len(word) - len(head) in (1, 2):
            return [[*(Piece("letter", c) for c in word[: -len(head)]), Piece("function", head)]]
        singles = all(self.counts.get(c, 0) or self.is_index(c) for c in word)
        if word[0] == "d" and 2 <= len(word) <= 3 and not self.counts.get("d", 0):
            return [[Piece("letter", word)]]
        if word in ACRONYMS and word not in self.seen.turned and not any(self.counts.get(c, 0) for c in word):
            return [[Piece("letter", word)]]
        if len(word) > 2 and not singles and word not in self.seen.turned:
            return [[Piece("letter", word)]]
        if len(word) > 4 and word not in self.seen.turned:
            return [[Piece("letter", word)]]
        return [[Piece("const", "e") if c == "e" else Piece("letter", c) for c in word]]

    def _with_index(self, word: str) -> Iterable[list[Piece]]:
        """`Zk` is Z_k and `P1` is P_1 when Z and P are arrays of one index each."""
        for cut in range(1, len(word)):
            base, rest = self.letter(word[:cut]), word[cut:]
            if base is None or not base.axes:
                continue
            atoms = index_atoms(rest)
            if len(atoms) == len(base.axes) and all(a.isdigit() or self._place(a) for a in atoms):
                yield [Piece("entry", base.name, atoms)]

    def _place(self, name: str) -> bool:
        return self.is_index(name) or self.context.role(name) in ("size", "integer")

    def _side_by_side(self, word: str) -> Iterable[list[Piece]]:
        if all(self._single(c) for c in word):
            yield [
                Piece("const", "e") if c == "e" and self.letter("e") is None else Piece("letter", c)
                for c in word
            ]

    def _single(self, c: str) -> bool:
        if not c.isalpha():
            return False
        seen = self.infer and c in self.singles
        letter = self.letter(c)
        return seen or self.is_index(c) or (letter is not None and (self.arrays or not letter.axes))

    def _holds_function(self, word: str) -> bool:
        """`xcos` is x cos run together, no letter."""
        long = long_words(self.functions, self.words)
        return word.startswith(long) or word.endswith(long)

    def _inferred(self, word: str) -> list[list[Piece]]:
        """Unknown runs: four letters or more, or a capitalised word, are one name; fewer are not guessed."""
        if any(c.isdigit() for c in word) or self._holds_function(word):
            return []
        if len(word) >= 4 or (len(word) == 3 and (word.isupper() or word.istitle())):
            return [[Piece("letter", word)]]
        return []


def index_atoms(text: str) -> tuple[str, ...]:
    """`i1` → i, 1; a run of digits is one atom."""
    atoms: list[str] = []
    for c in text:
        if atoms and c.isdigit() and atoms[-1].isdigit():
            atoms[-1] += c
        else:
            atoms.append(c)
    return tuple(atoms)


def make_names(
    context: Context,
    functions: FunctionTable,
    tokens: Sequence[Token],
    *,
    infer: bool,
    latex: bool,
    document: bool = False,
    arrays: bool = False,
) -> Names:
    bound = frozenset(_sum_letters(tokens))
    singles = frozenset(t.text for t in tokens if t.kind == "word" and len(t.text) == 1)
    seen = seen_in(tokens) if document else Seen()
    words = function_words(functions)
    made = Names(context, functions, infer, latex, singles, bound, words, document, arrays or document, seen)
    return replace(made, bare=frozenset(bare_letters(tokens))) if infer and latex else made


def with_context(names: Names, context: Context) -> Names:
    return replace(names, context=context, infer=False)


def _sum_letters(tokens: Sequence[Token]) -> Iterable[str]:
    r"""The index letters of `\sum_{i=1}`, `\sum_i`, `\sum_{i,j}`, and of plain `Sum(e, (i, 1, n))`."""
    for k, token in enumerate(tokens):
        if token.kind == "command" and token.text in ("sum", "prod"):
            if k + 2 < len(tokens) and tokens[k + 1].text == "_":
                start = k + 3 if tokens[k + 2].text == "{" else k + 2
                if start < len(tokens) and tokens[start].kind in ("word", "symbol"):
                    yield tokens[start].text
                    if start + 2 < len(tokens) and tokens[start + 1].text == "," and start == k + 3:
                        yield tokens[start + 2].text
                yield from _between_relations(tokens, k + 2)
        elif token.kind == "word" and token.text in ("Sum", "Product", "sum", "product"):
            yield from _plain_sum_letters(tokens, k)


def _between_relations(tokens: Sequence[Token], start: int) -> Iterable[str]:
    r"""The i and j of the limits `{1 \le j \le i, 1 \le i \le n}`."""
    depth = 0
    for at in range(start, len(tokens) - 1):
        depth += {"open": 1, "close": -1}.get(tokens[at].kind, 0)
        if depth == 0:
            return
        around = tokens[at - 1].text, tokens[at + 1].text
        if tokens[at].kind == "word" and all(t in ("<=", "<") for t in around):
            yield tokens[at].text


def _plain_sum_letters(tokens: Sequence[Token], k: int) -> Iterable[str]:
    depth = 0
    for at in range(k + 1, len(tokens)):
        if tokens[at].kind == "open":
            depth += 1
            if depth == 2 and tokens[at - 1].text == "," and at + 1 < len(tokens):
                yield tokens[at + 1].text
        elif tokens[at].kind == "close":
            depth -= 1
            if depth <= 0:
                return
