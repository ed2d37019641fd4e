"""From the library's claims to write-ups: who judges and who derives is handed in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from derive.expressions.expr import Expr
from derive.records.entries import Claim, Source
from derive.records.statement import Statement
from derive.records.step import Derivation
from derive.records.verdict import Verdict
from derive.registry.claims import CompiledClaim, PrintedLink
from derive.registry.registry import Registry
from derive.writeups.document import JudgedForm, JudgedLink, Lemma, WriteUp
from derive.writeups.findings import worst
from derive.writeups.lay_out import write_up

Judge = Callable[[Statement], Verdict]

UNNAMED = Source("", "")


def judged_form(claim: CompiledClaim, judge: Judge, title: str = "") -> JudgedForm:
    """The print of a claim, each link judged; the whole is its worst link, or its two ends apart."""
    links = _judged(claim.links, judge)
    meant = _judged(claim.meant, judge)
    ends = (judge(claim.ends.statement),) if claim.ends else ()
    return JudgedForm(
        links,
        claim.source or UNNAMED,
        claim.context,
        title,
        claim.claim.place,
        worst((*(link.verdict for link in links), *ends)),
        meant,
        worst(tuple(link.verdict for link in meant)) if meant else None,
        claim.claim.remarks,
        line=claim.claim.line,
        denied=claim.claim.denied,
        assumed=_stated(claim.links, claim),
        as_meant_assumed=_stated(claim.meant, claim),
    )


def _stated(links: Sequence[PrintedLink], claim: CompiledClaim) -> tuple[Expr, ...]:
    """The conditions of a print besides the model's."""
    known = claim.model.context.assumptions
    return tuple(dict.fromkeys(a for x in links for a in x.statement.context.assumptions if a not in known))


def _judged(links: Sequence[PrintedLink], judge: Judge) -> tuple[JudgedLink, ...]:
    return tuple(
        JudgedLink(link.left, link.right, judge(link.statement), link.statement.relation, link.statement)
        for link in links
    )


def write_up_claim(
    id: str, registry: Registry, derivation: Derivation | None, forms: Sequence[JudgedForm]
) -> WriteUp:
    """The page of a claim: its model, its derivation, and the documented `forms`, its own first."""
    claim = registry.claim(id)
    model = claim.model.model
    return write_up(
        id,
        claim.claim.title,
        derivation,
        registry.rules(),
        registry.functions,
        context=claim.context,
        model=model.title,
        about=" ".join(filter(None, (model.about, claim.claim.about))),
        restated=claim.model.restated,
        documented=forms,
        lemmas=_lemmas(registry),
    )


def forms_of(id: str, registry: Registry, judge: Judge) -> tuple[JudgedForm, ...]:
    """The judged prints that are shown on the page of claim `id`: its own, then those of its parts."""
    parts = [registry.claim(part) for part in registry.parts(id)]
    return (
        judged_form(registry.claim(id), judge),
        *(judged_form(part, judge, part.claim.title) for part in parts),
    )


def _lemmas(registry: Registry) -> dict[str, Lemma]:
    records = (entry.record for entry in registry.entries("claim"))
    return {r.id: Lemma(r.title, registry.page_of(r.id)) for r in records if isinstance(r, Claim)}
