"""A claim's write-up: judged once, derived, and put together with the other forms shown on its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from derive.errors import DeriveError
from derive.pictures import counterexample_picture, result_pictures, sparsity_picture
from derive.proofs import JudgedClaim, derive_claim, judge
from derive.records.picture import Picture
from derive.records.statement import Statement
from derive.records.step import Derivation
from derive.records.verdict import Verdict
from derive.registry import Registry
from derive.writeups import JudgedForm, WriteUp
from derive.writeups.from_library import forms_of, write_up_claim


@dataclass(frozen=True)
class Pages:
    """Makes the write-ups of one library; each claim is judged once, whoever asks."""

    registry: Registry
    found: dict[str, JudgedClaim] = field(default_factory=dict, repr=False)

    def judged(self, id_: str) -> JudgedClaim:
        if id_ not in self.found:
            self.found[id_] = judge(self.registry.claim(id_), self.registry.functions)
        return self.found[id_]

    def writeup(self, id_: str) -> WriteUp:
        """The write-up of a claim, with the other documented forms that are shown with it."""
        judged = [self.judged(x) for x in self._shown_with(id_)]
        verdicts = {id(s): verdict for each in judged for s, verdict in verdicts_of(each)}
        derivation, remarks = derivation_or_remark(judged[0], self.registry, self.judged)
        forms = forms_of(id_, self.registry, lambda statement: verdicts[id(statement)])
        found = write_up_claim(id_, self.registry, derivation, [self._pictured(form) for form in forms])
        pictures = result_pictures(derivation, self.registry.functions) if derivation else ()
        pictures += self._patterns(judged[0])
        return replace(found, notes=(*found.notes, *remarks), pictures=pictures)

    def _patterns(self, judged: JudgedClaim) -> tuple[Picture, ...]:
        """Where the matrices that the claim speaks of have entries."""
        drawn = (sparsity_picture(link.statement, self.registry.functions) for link in judged.links)
        return tuple(dict.fromkeys(each for each in drawn if each is not None))

    def _pictured(self, form: JudgedForm) -> JudgedForm:
        """The form with a picture of its first counterexample that can be drawn."""
        for link in form.links:
            if link.statement is not None and link.verdict.counterexample is not None:
                drawn = counterexample_picture(link.statement, link.verdict, self.registry.functions)
                if drawn is not None:
                    return replace(form, picture=drawn)
        return form

    def _shown_with(self, id_: str) -> list[str]:
        return [id_, *self.registry.parts(id_)]


def verdicts_of(judged: JudgedClaim) -> Iterator[tuple[Statement, Verdict]]:
    """Every statement of the claim, with the verdict on it."""
    for link in (*judged.links, *judged.meant, *((judged.ends,) if judged.ends else ())):
        yield link.statement, link.verdict


def derivation_or_remark(
    judged: JudgedClaim, registry: Registry, claim: Callable[[str], JudgedClaim]
) -> tuple[Derivation | None, tuple[str, ...]]:
    """The derivation, or why there is none; `claim` judges those that it uses."""
    try:
        return derive_claim(judged, registry, claim), ()
    except DeriveError as error:
        return None, (f"The steps are not written out here: {error.message}.",)
