"""From a derivation and the verdicts on a documented form to a write-up: words and printed formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from derive.expressions.build import sym
from derive.expressions.expr import Expr
from derive.notation.context import EMPTY, Context, Letter
from derive.records.entries import Rule, Source
from derive.records.step import Case, Derivation, Step
from derive.render.formula import NO_FORMULA, Formula
from derive.writeups.document import (
    CaseChain,
    Chain,
    Documented,
    Equation,
    Finding,
    JudgedForm,
    JudgedLink,
    LetterNote,
    Line,
    Link,
    WriteUp,
)
from derive.writeups.findings import finding_of, worst
from derive.writeups.printing import RELATIONS, Printer, printed_formula

LEMMA = "lemma:"


def write_up(
    id: str,
    title: str,
    derivation: Derivation | None,
    rules: Mapping[str, Rule],
    printer: Printer,
    *,
    context: Context = EMPTY,
    model: str = "",
    about: str = "",
    documented: Sequence[JudgedForm] = (),
    titles: Mapping[str, str] = MappingProxyType({}),
    remarks: Sequence[str] = (),
) -> WriteUp:
    """The write-up of one result.

    rules     the table of rules that the steps name
    printer   prints expressions in `context`
    titles    id → title, for the lemmas that steps lean on
    remarks   what a reader should know of the derivation, one sentence each
    """
    words = _Words(rules, titles, printer)
    return WriteUp(
        id,
        title,
        model,
        about,
        tuple(_letter_note(letter, printer) for letter in context.letters.values() if _worth_noting(letter)),
        printer.formulas(context.assumptions),
        tuple(Equation(printer.formula(d.left), printer.formula(d.right)) for d in context.definitions),
        chain=words.chain(derivation.start, derivation.steps) if derivation and derivation.steps else None,
        cases=tuple(words.case(case) for case in derivation.cases) if derivation else (),
        gathered=words.gathered(derivation) if derivation else None,
        result=Equation(printer.formula(derivation.start), printer.formula(derivation.result))
        if derivation
        else None,
        conditions=printer.formulas(derivation.conditions) if derivation else (),
        notes=tuple(derivation.notes if derivation else ()) + tuple(remarks),
        documented=tuple(_documented(form, printer, context) for form in documented),
    )


class _Words:
    """Steps as lines: the rule's sentence, its formula, its conditions."""

    def __init__(self, rules: Mapping[str, Rule], titles: Mapping[str, str], printer: Printer) -> None:
        self.rules, self.titles, self.printer = rules, titles, printer

    def chain(self, start: Expr, steps: Sequence[Step]) -> Chain:
        return Chain(self.printer.formula(start), tuple(map(self.line, steps)))

    def case(self, case: Case) -> CaseChain:
        return CaseChain(self.printer.formula(case.condition), self.chain(case.steps[0].before, case.steps))

    def line(self, step: Step) -> Line:
        rule = self.rules.get(step.rule)
        lemma = step.rule[len(LEMMA) :] if step.rule.startswith(LEMMA) else ""
        return Line(
            self.printer.formula(step.after),
            step.words
            or (f"by {self.titles.get(lemma, lemma)}" if lemma else rule.sentence if rule else step.rule),
            printed_formula(rule.formula) if rule and rule.formula else NO_FORMULA,
            self.printer.formulas(step.conditions),
            lemma=lemma if lemma in self.titles else "",
            shown=step.shown,
            left=self.printer.formula(step.before),
            substeps=tuple(map(self.line, step.substeps)),
        )

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


def _braced(ends: Sequence[tuple[Formula, Formula]]) -> Formula:
    rows = r" \\ ".join(rf"{value.latex} & \text{{if }} {condition.latex}" for value, condition in ends)
    plain = "; ".join(f"{value.plain} if {condition.plain}" for value, condition in ends)
    return Formula(rf"\begin{{cases}} {rows} \end{{cases}}", "{ " + plain + " }")


def _documented(form: JudgedForm, printer: Printer, context: Context) -> Documented:
    return Documented(
        citation(form.source),
        form.place,
        _links(form.links, printer, context),
        _whole(form.links, form, printer, context),
        _links(form.as_meant, printer, context),
        _meant(form, printer, context),
        form.remarks,
    )


def _links(links: Sequence[JudgedLink], printer: Printer, context: Context) -> tuple[Link, ...]:
    return tuple(
        Link(
            number,
            printed_formula(link.left, printer.plain(link.statement.left) if link.statement else ""),
            RELATIONS[link.relation],
            printed_formula(link.right, printer.plain(link.statement.right) if link.statement else ""),
            finding_of(link.verdict, printer, context),
        )
        for number, link in enumerate(links, 1)
    )


def _whole(links: Sequence[JudgedLink], form: JudgedForm, printer: Printer, context: Context) -> Finding:
    verdict = form.verdict or worst(tuple(link.verdict for link in links))
    return finding_of(verdict, printer, context, len(links))


def _meant(form: JudgedForm, printer: Printer, context: Context) -> Finding | None:
    if not form.as_meant:
        return None
    verdict = form.as_meant_verdict or worst(tuple(link.verdict for link in form.as_meant))
    return finding_of(verdict, printer, context, len(form.as_meant))


def citation(source: Source) -> str:
    """Author, title, year."""
    return ", ".join(filter(None, (source.author, source.title, str(source.year or ""))))


def _worth_noting(letter: Letter) -> bool:
    return bool(letter.meaning) or letter.role not in ("index",)


def _letter_note(letter: Letter, printer: Printer) -> LetterNote:
    base = sym(letter.name)
    if not letter.axes:
        kind = {"size": "an integer, at least 1"}.get(letter.role, _KINDS.get(letter.role, ""))
        return LetterNote(printer.formula(base), kind, letter.meaning)
    sizes = " × ".join(printer.plain(axis) for axis in letter.axes)
    shape = "a vector of" if len(letter.axes) == 1 else "an array of"
    return LetterNote(printer.formula(base), f"{shape} {sizes} real numbers", letter.meaning)


_KINDS = {"scalar": "real", "integer": "an integer", "index": "an index", "function": "a function"}
