"""What a document has said so far: definitions and assumptions, with the names they are about."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace

from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import letters
from derive.linting.located import Located, inserted
from derive.linting.time_steps import shifted, shifted_name
from derive.notation.context import Definition
from derive.read import Chain

CASE_PARAGRAPHS = 3


@dataclass(frozen=True)
class Known:
    """`name` is what it defines ("" for an assumption); `names` what it mentions; `case`: "if i = k, …".

    range   a bound on a parameter, "with variance v > 0": it is the same in later sections

    entries: the names that it mentions only with indices; indexed: it defines the entries of an array.
    right   what the name is said to be
    """

    name: str
    text: Located
    names: tuple[str, ...]
    at: int
    section: int
    paragraph: int
    value: bool = False
    label: bool = False
    case: bool = False
    range: bool = False
    entries: frozenset[str] = frozenset()
    indexed: bool = False
    right: Located | None = None


@dataclass
class Knowledge:
    """In document order. The definition in force is the last before a place, else the first after it.

    forms     the last side of a chain that defines a letter and is proved; claimed: of one not shown
    """

    definitions: list[Known] = field(default_factory=list)
    assumptions: list[Known] = field(default_factory=list)
    shapes: list[Known] = field(default_factory=list)
    forms: dict[str, Known] = field(default_factory=dict)
    claimed: dict[str, Known] = field(default_factory=dict)

    def shaped(self, names: Iterable[str], at: int) -> list[Known]:
        """What is said of the shapes of the names: the last before a place, else the first after it."""
        found: list[Known] = []
        for name in dict.fromkeys(names):
            said = [s for s in self.shapes if s.name == name and s.at != at]
            before = [s for s in said if s.at < at]
            found += before[-1:] or said[:1]
        return found

    def definition(self, name: str, at: int) -> Known | None:
        found = [d for d in self.definitions if d.name == name]
        before = [d for d in found if d.at < at]
        return before[-1] if before else (found[0] if found else None)

    def _of_entries(self, name: str, at: int) -> Known | None:
        """What is said of the y_i, beside y = W x."""
        found = [d for d in self.definitions if d.name == name and d.indexed]
        before = [d for d in found if d.at < at]
        own = before[-1:] or found[:1]
        return self.definition(f"{name}_each", at) or (own[0] if own else None)

    def _family(self, name: str, at: int) -> Known | None:
        """The definition of π_a, for the π_b of another statement; that of f, for f'."""
        if name.endswith("'"):
            return self.definition(name.rstrip("'"), at)
        base, subscript, label = name.rpartition("_")
        found = self.definition(base, at) if subscript and len(label) == 1 and label.isalpha() else None
        return found if found is not None and found.indexed else None

    def _worded(self, name: str, at: int) -> Known | None:
        """The J of ∂J/∂v, where J_{neg-sample}(v, …) is the one J that was defined before."""
        found = {d.name: d for d in self.definitions if d.at < at and _is_worded(d.name, name)}
        (known,) = found.values() if len(found) == 1 else (None,)
        if known is None or known.right is None:
            return None
        return replace(known, name=name, text=inserted(f"{name} = ") + known.right)

    def _a_step_before(self, name: str, at: int) -> Known | None:
        """h_{t-1}, where h_t = f(h_{t-1}, x_t): the same a step before."""
        stepped = re.fullmatch(r"(?P<base>\w+)_\{(?P<time>[a-z])-(?P<back>\d)\}", name)
        if stepped is None:
            return None
        time, back = stepped["time"], int(stepped["back"])
        known = self.definition(f"{stepped['base']}_{time}", at)
        text = shifted(known.right, time, back) if known is not None and known.right is not None else None
        if known is None or text is None:
            return None
        names = tuple(shifted_name(n, time, back) for n in known.names)
        return replace(known, name=name, text=inserted(f"{name} = ") + text, names=names)

    def relevant(
        self,
        names: Iterable[str],
        at: int,
        entries: frozenset[str] = frozenset(),
        bodies: Container[str] = frozenset(),
    ) -> list[Known]:
        """The definitions that the names stand on, what they rest on first; of A_ij, that of the entries.

        bodies: the names that are differentiated
        """
        found: dict[str, Known] = {}
        ordered: list[Known] = []

        def visit(name: str, above: tuple[str, ...], entries: frozenset[str]) -> None:
            of_entries = self._of_entries(name, at) if name in entries else None
            known = of_entries or self.definition(name, at) or self._family(name, at)
            known = known or self._worded(name, at)
            known = known or (self._a_step_before(name, at) if name in bodies else None)
            if known is None or name in found or _reaches(known, {name, *above}, found):
                return  # a definition by what is defined with it is an earlier problem's
            found[name] = known
            for each in known.names:
                if each != name:
                    visit(each, (*above, name), known.entries)
            ordered.append(known)

        for name in names:
            visit(name, (), entries)
        return ordered

    def assumed(
        self, names: Iterable[str], section: int, paragraph: int, *, ranges: bool = False
    ) -> list[Known]:
        """Assumptions about the names, made for the rest of the section; a case for what stands near it.

        ranges: those of parameters from earlier sections too.
        """
        wanted = set(names)
        return [
            a
            for a in self.assumptions
            if (a.section == section or (ranges and a.range and a.section < section))
            and set(a.names) <= wanted
            and not (a.case and paragraph - a.paragraph > CASE_PARAGRAPHS)
        ]

    def end_cases(self, names: Iterable[str] | None = None) -> None:
        """Another case begins, about the same names; or all cases are over."""
        about = None if names is None else set(names)
        self.assumptions = [
            a for a in self.assumptions if not a.case or (about is not None and not about & set(a.names))
        ]


def _is_worded(name: str, letter: str) -> bool:
    """J_{neg-sample} and L_CE, for J and L."""
    base, _, label = name.partition("_")
    words = re.fullmatch(r"\{?[A-Za-z]{2,}(?:-[A-Za-z]+)*\}?", label)
    return base == letter and len(letter) == 1 and letter.isupper() and words is not None and label != "each"


def _reaches(known: Known, targets: set[str], found: Mapping[str, Known]) -> bool:
    """Whether a definition leads back to one of the targets."""
    seen: set[str] = {known.name}
    stack = [n for n in known.names if n != known.name]
    while stack:
        name = stack.pop()
        if name in targets:
            return True
        if name not in seen and name in found:
            stack += [n for n in found[name].names if n != name]
        seen.add(name)
    return False


def defined_name(left: Expr) -> str | None:
    """The name that `left = …` can define: s, p_i with index letters, f(x) with letters."""
    if left.head == "sym":
        return str(left.value)
    if left.head == "entry" and left.args[0].head == "sym":
        simple = all(a.head == "idx" and not a.value.uid for a in left.args[1:])
        return str(left.args[0].value) if simple and len(set(left.args)) == len(left.args) else None
    if left.head == "call" and left.args[0].head == "sym":
        simple = all(a.head == "sym" for a in left.args[1:])
        return str(left.args[0].value) if simple else None
    return None


def only_entries(exprs: Iterable[Expr]) -> frozenset[str]:
    """The letters that stand with indices wherever they stand."""
    nodes = list(postorder(*exprs))
    indexed = {str(e.args[0].value) for e in nodes if e.head == "entry" and e.args[0].head == "sym"}
    alone = {
        str(a.value)
        for e in nodes
        for k, a in enumerate(e.args)
        if a.head == "sym" and not (e.head == "entry" and k == 0)
    }
    return frozenset(indexed - alone)


def mentions(expr: Expr, name: str) -> bool:
    return name in letters(expr)


def as_definition(chain: Chain) -> Definition | None:
    """A two-sided chain as a definition, where its left side can be one."""
    if len(chain.sides) < 2 or chain.relations[0] != "eq":
        return None
    left, right = chain.sides[0].expr, chain.sides[1].expr
    name = defined_name(left)
    if name is None or mentions(right, name):
        return None
    return Definition(left, right)


def is_value(expr: Expr) -> bool:
    """Whether an expression has no letters: the definition gives a number."""
    return all(e.head not in ("sym", "idx", "entry", "call") for e in postorder(expr))
