"""From a derivation and the verdicts on a documented form to a write-up: words and printed formulas."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from derive.expressions.expr import Expr
from derive.expressions.walk import letters
from derive.notation.context import EMPTY, Context, Definition
from derive.notation.functions import FunctionTable
from derive.records.entries import Rule, Source
from derive.records.statement import Statement
from derive.records.step import Case, Derivation, Step
from derive.records.verdict import Verdict
from derive.render.formula import NO_FORMULA, Formula
from derive.writeups.conventions import conventions
from derive.writeups.document import (
    CaseChain,
    Chain,
    Documented,
    Equation,
    Finding,
    JudgedForm,
    JudgedLink,
    Lemma,
    Line,
    Link,
    WriteUp,
)
from derive.writeups.findings import finding_of, worst
from derive.writeups.letters import letter_notes
from derive.writeups.printing import RELATIONS, Printer, letters_of, only_words, printed_formula

LEMMA = "lemma:"
TERMWISE = ("linearity", "sum")
MOST_NAMED = 3


def write_up(
    id: str,
    title: str,
    derivation: Derivation | None,
    rules: Mapping[str, Rule],
    functions: FunctionTable,
    *,
    context: Context = EMPTY,
    model: str = "",
    about: str = "",
    restated: Sequence[Statement] = (),
    documented: Sequence[JudgedForm] = (),
    lemmas: Mapping[str, Lemma] = MappingProxyType({}),
    remarks: Sequence[str] = (),
    whole: tuple[Expr, Expr] | None = None,
) -> WriteUp:
    """The write-up of one result.

    rules      the table of rules that the steps name
    functions  the table of functions: how they are printed
    context    the letters, definitions and assumptions that are shown as given
    restated   equations of the model that restate a function of the table: shown with the definitions
    lemmas     id → title and page of the results that steps lean on
    remarks    what a reader should know of the derivation, one sentence each
    whole      the two sides of the result between whole arrays, where it is derived by entries
    """
    printer = Printer(context, functions)
    words = _Words(rules, lemmas, printer)
    known = {equation.left for equation in _definitions(context, printer)}
    return WriteUp(
        id,
        title,
        model,
        about,
        letter_notes(context, derivation, documented, printer),
        printer.formulas(context.assumptions),
        (*(_equation(s, printer) for s in restated), *_definitions(context, printer)),
        chain=words.chain(derivation.start, derivation.steps) if derivation and derivation.steps else None,
        cases=tuple(words.case(case, derivation.start) for case in derivation.cases) if derivation else (),
        gathered=words.gathered(derivation) if derivation else None,
        result=_result(derivation, whole, printer),
        conditions=printer.formulas(derivation.conditions) if derivation else (),
        notes=tuple(derivation.notes if derivation else ()) + tuple(remarks),
        documented=_said_once([_documented(form, functions, known) for form in documented]),
        conventions=conventions(derivation, printer),
    )


def with_forms(writeup: WriteUp, forms: Sequence[JudgedForm], functions: FunctionTable) -> WriteUp:
    """The write-up with these documented forms instead of its own: what was handed in, for instance."""
    known = {equation.left for equation in writeup.definitions}
    return replace(writeup, documented=_said_once([_documented(f, functions, known) for f in forms]))


def _definitions(context: Context, printer: Printer) -> tuple[Equation, ...]:
    return tuple(Equation(printer.formula(d.left), printer.formula(d.right)) for d in context.definitions)


def _equation(statement: Statement, printer: Printer) -> Equation:
    left, right = printer.formula(statement.left), printer.formula(statement.right)
    return Equation(left, right, RELATIONS[statement.relation])


def _result(
    derivation: Derivation | None, whole: tuple[Expr, Expr] | None, printer: Printer
) -> Equation | None:
    """What is derived, between whole arrays where that is given."""
    if whole is not None:
        return Equation(printer.formula(whole[0]), printer.formula(whole[1]))
    if derivation is None:
        return None
    others = [step.relation for step in derivation.steps if step.relation != "eq"]
    relation = RELATIONS[others[-1] if others else "eq"]
    return Equation(printer.formula(derivation.start), printer.formula(derivation.result), relation)


class _Words:
    """Steps as lines: the rule's sentence, its formula, its conditions."""

    def __init__(self, rules: Mapping[str, Rule], lemmas: Mapping[str, Lemma], printer: Printer) -> None:
        self.rules, self.lemmas, self.printer = rules, lemmas, printer

    def chain(self, start: Expr, steps: Sequence[Step]) -> Chain:
        return Chain(self.printer.formula(start), tuple(map(self.line, steps)))

    def case(self, case: Case, start: Expr) -> CaseChain:
        """`start = …` in this case: what the steps begin with is a line of the derivation."""
        return CaseChain(self.printer.formula(case.condition), self.chain(start, case.steps))

    def line(self, step: Step) -> Line:
        rule = self.rules.get(step.rule)
        lemma = step.rule[len(LEMMA) :] if step.rule.startswith(LEMMA) else ""
        return Line(
            self.printer.formula(step.after),
            step.words or (self.lemma_words(lemma) if lemma else self.sentence(step)),
            printed_formula(rule.formula) if rule and rule.formula else NO_FORMULA,
            self.printer.formulas(step.conditions),
            relation=RELATIONS[step.relation],
            lemma=self.lemmas[lemma].page if lemma in self.lemmas else "",
            shown=step.shown,
            left=self.printer.formula(step.before),
            substeps=tuple(map(self.line, step.substeps)),
        )

    def sentence(self, step: Step) -> str:
        """The rule's sentence; of a definition that is differentiated in one step, how that is done too."""
        rule = self.rules.get(step.rule)
        if rule is None or rule.kind != "definition":
            return rule.sentence if rule else step.rule
        within = (self.rules.get(each.rule) for each in nested(step.substeps))
        how = [rule.sentence for rule in within if rule is not None and tells(rule)]
        return ": ".join(filter(None, (rule.sentence, ", ".join(list(dict.fromkeys(how))[:MOST_NAMED]))))

    def lemma_words(self, id: str) -> str:
        """`The Jacobian of softmax` → "by the Jacobian of softmax"."""
        title = self.lemmas[id].title if id in self.lemmas else id
        return "by " + re.sub(r"^(The|A|An) ", lambda match: match.group().lower(), title)

    def gathered(self, derivation: Derivation) -> Chain | None:
        """`start = cases of the cases' ends = result`, where the chain alone does not reach the result."""
        reached = derivation.steps[-1].after if derivation.steps else None
        if not derivation.cases or reached is derivation.result:
            return None
        ends = [
            (self.printer.formula(c.steps[-1].after), self.printer.formula(c.condition))
            for c in derivation.cases
        ]
        together = Line(_braced(ends), "the cases together")
        result = self.printer.formula(derivation.result)
        last = () if derivation.result.head == "cases" else (Line(result, "in one formula"),)
        return Chain(self.printer.formula(derivation.start), (together, *last))


def tells(rule: Rule) -> bool:
    """Whether a reader is told that a derivative was carried out by it."""
    return rule.id in TERMWISE or (rule.kind in ("differentiation", "indices") and not rule.trivial)


def nested(steps: Sequence[Step]) -> Iterator[Step]:
    """The steps and their finer steps, each before its own."""
    for step in steps:
        yield step
        yield from nested(step.substeps)


def _braced(ends: Sequence[tuple[Formula, Formula]]) -> Formula:
    rows = r" \\ ".join(rf"{value.latex} & \text{{if }} {condition.latex}" for value, condition in ends)
    plain = "; ".join(f"{value.plain} if {condition.plain}" for value, condition in ends)
    return Formula(rf"\begin{{cases}} {rows} \end{{cases}}", "{ " + plain + " }")


def _documented(form: JudgedForm, functions: FunctionTable, known: Collection[Formula]) -> Documented:
    printer = Printer(form.context, functions)
    return Documented(
        citation(form.source),
        form.place,
        _links(form.links, printer),
        _said_of(form, _whole(form.links, form.verdict, printer)),
        form.title,
        tuple(e for e in _definitions(_used(form), printer) if e.left not in known),
        _links(form.as_meant, printer),
        _whole(form.as_meant, form.as_meant_verdict, printer) if form.as_meant else None,
        form.remarks,
        _reading(form.links, printer),
        _reading(form.as_meant, printer) if in_words(form.as_meant) else (),
        form.picture,
        form.line,
        form.denied,
        printer.formulas(form.assumed),
        printer.formulas(form.as_meant_assumed),
    )


def _used(form: JudgedForm) -> Context:
    """The form's context with those definitions only that its statements lead to."""
    sides = [x for link in form.links if link.statement for x in (link.statement.left, link.statement.right)]
    names = {name for side in sides for name in letters(side)}
    kept: list[Definition] = []
    for each in reversed(form.context.definitions):
        if each.name in names:
            kept.insert(0, each)
            names.update(letters(each.right))
    return replace(form.context, definitions=tuple(kept))


def _reading(links: Sequence[JudgedLink], printer: Printer) -> tuple[Equation, ...]:
    """The links as they were read, where the print is in other letters."""
    read = [_equation(link.statement, printer) for link in links if link.statement is not None]
    printed = [letters_of(side) for link in links for side in (link.left, link.right)]
    same = printed == [letters_of(side.latex) for each in read for side in (each.left, each.right)]
    return () if same and not in_words(links) else tuple(read)


def in_words(links: Sequence[JudgedLink]) -> bool:
    return any(only_words(side) for link in links for side in (link.left, link.right))


def _said_once(forms: Sequence[Documented]) -> tuple[Documented, ...]:
    """Definitions that an earlier form gave are not given again."""
    given: set[Equation] = set()
    kept = []
    for form in forms:
        kept.append(replace(form, given=tuple(e for e in form.given if e not in given)))
        given.update(form.given)
    return tuple(kept)


def _links(links: Sequence[JudgedLink], printer: Printer) -> tuple[Link, ...]:
    return tuple(
        Link(
            number,
            printed_formula(link.left, printer.plain(link.statement.left) if link.statement else ""),
            RELATIONS[link.relation],
            printed_formula(link.right, printer.plain(link.statement.right) if link.statement else ""),
            finding_of(link.verdict, printer, (link.statement,)),
        )
        for number, link in enumerate(links, 1)
    )


def _whole(links: Sequence[JudgedLink], verdict: Verdict | None, printer: Printer) -> Finding:
    """What is true of a chain: its own verdict, else that of its worst link."""
    whole = verdict if verdict is not None else worst(tuple(link.verdict for link in links))
    return finding_of(whole, printer, [link.statement for link in links])


def _said_of(form: JudgedForm, finding: Finding) -> Finding:
    """A false statement that the source itself calls false."""
    agrees = form.denied and finding.verdict == "refuted"
    return replace(finding, sentence="This does not hold, and the document says so.") if agrees else finding


def citation(source: Source) -> str:
    """Author, title, year."""
    return ", ".join(filter(None, (source.author, source.title, str(source.year or ""))))
