"""A claim's write-up: its derivation and every documented form, put together for the write-up's maker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial

from derive.errors import DeriveError
from derive.notation.context import Context, Definition
from derive.notation.functions import FunctionTable
from derive.proofs import JudgedClaim, JudgedPrint, derive_claim, judge
from derive.records.entries import Claim, Source
from derive.records.step import Derivation
from derive.registry import Registry
from derive.registry.preferences import NONE, Preferences
from derive.render.latex import latex
from derive.render.plain import plain
from derive.writeups import JudgedForm, JudgedLink, WriteUp, write_up
from derive.writeups.printing import Printer


@dataclass(frozen=True)
class Pages:
    """Makes the write-ups of one library in one notation."""

    registry: Registry
    preferences: Preferences = NONE

    @cached_property
    def functions(self) -> FunctionTable:
        return self.preferences.table(self.registry.functions)

    @cached_property
    def titles(self) -> dict[str, str]:
        claims = (e.record for e in self.registry.entries("claim"))
        return {c.id: c.title for c in claims if isinstance(c, Claim)}

    def printer(self, context: Context) -> Printer:
        return Printer(
            partial(latex, context=context, functions=self.functions),
            partial(plain, context=context, functions=self.functions),
        )

    def writeup(self, id_: str) -> WriteUp:
        """The write-up of a claim, with the other documented forms that are shown with it."""
        judged = judge(self.registry.claim(id_), self.registry.functions)
        others = [judge(self.registry.claim(x), self.registry.functions) for x in self.registry.parts(id_)]
        claim, model = judged.compiled.claim, judged.compiled.model.model
        context = self.preferences.context(shown_context(judged))
        derivation, remarks = derivation_or_remark(judged, self.registry)
        return write_up(
            claim.id,
            claim.title,
            derivation,
            self.registry.rules(),
            self.printer(context),
            context=context,
            model=model.title,
            about=model.about,
            documented=[documented_form(each) for each in (judged, *others)],
            titles=self.titles,
            remarks=remarks,
        )


def shown_context(judged: JudgedClaim) -> Context:
    """The claim's context, with the definitions that the model restates shown among its definitions."""
    restated = tuple(Definition(s.left, s.right) for s in judged.compiled.model.restated)
    context = judged.compiled.context
    return replace(context, definitions=restated + context.definitions)


def derivation_or_remark(
    judged: JudgedClaim, registry: Registry
) -> tuple[Derivation | None, tuple[str, ...]]:
    """The derivation, or why there is none."""
    try:
        return derive_claim(judged, registry), ()
    except DeriveError as error:
        return None, (f"No derivation was found: {error.message}.",)


def documented_form(judged: JudgedClaim) -> JudgedForm:
    claim = judged.compiled.claim
    return JudgedForm(
        links=tuple(map(judged_link, judged.links)),
        source=judged.compiled.source or Source(id="", title=claim.title),
        place=claim.place,
        verdict=judged.verdict,
        as_meant=tuple(map(judged_link, judged.meant)),
        as_meant_verdict=judged.meant_verdict,
        remarks=claim.remarks,
    )


def judged_link(link: JudgedPrint) -> JudgedLink:
    return JudgedLink(link.left, link.right, link.verdict, link.statement.relation, link.statement)
