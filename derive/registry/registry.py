"""The library, indexed by id, compiled on demand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from derive.errors import DeriveError, LibraryError, UnknownId
from derive.notation.functions import FunctionTable
from derive.records.entries import Claim, Layer, Mistake, Model, Primitive, Rule, Source
from derive.registry.claims import CompiledClaim, compile_claim
from derive.registry.functions import compile_functions
from derive.registry.load import Entry, built_in_entries, folder_entries
from derive.registry.models import CompiledModel, compile_model
from derive.registry.preferences import NONE, Preferences

KINDS: Mapping[str, type] = {
    "model": Model,
    "claim": Claim,
    "primitive": Primitive,
    "source": Source,
    "rule": Rule,
    "layer": Layer,
    "mistake": Mistake,
}


class Registry:
    """Entries by kind and id, printed as preferred. Formulas are read when they are first needed."""

    def __init__(self, entries: Iterable[Entry], preferences: Preferences = NONE) -> None:
        self.preferences = preferences
        self._entries: dict[str, dict[str, Entry]] = {kind: {} for kind in KINDS}
        self._models: dict[str, CompiledModel] = {}
        self._claims: dict[str, CompiledClaim] = {}
        for entry in entries:
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        kind = next(k for k, cls in KINDS.items() if isinstance(entry.record, cls))
        other = self._entries[kind].get(entry.id)
        if other is not None:
            raise LibraryError(f"the {kind} {entry.id!r} stands in two files: {other.file} and {entry.file}")
        self._entries[kind][entry.id] = entry

    def ids(self, kind: str) -> list[str]:
        return sorted(self._entries[kind])

    def entries(self, kind: str) -> Iterator[Entry]:
        for each in self.ids(kind):
            yield self._entries[kind][each]

    def entry(self, kind: str, id_: str) -> Entry:
        """The entry. Raises UnknownId with the nearest ids."""
        found = self._entries[kind].get(id_)
        if found is None:
            raise UnknownId(f"the library has no {kind} {id_!r}", hint=self._nearest(kind, id_))
        return found

    def _nearest(self, kind: str, id_: str) -> str:
        near = get_close_matches(id_, self.ids(kind), n=3, cutoff=0.4)
        start = [x for x in self.ids(kind) if x.startswith(id_.split(".")[0] + ".") and x not in near]
        found = near or start[:5]
        if found:
            return "nearest: " + ", ".join(found)
        return f"`derive list --kind {kind}` shows them all"

    @cached_property
    def functions(self) -> FunctionTable:
        return self.preferences.table(compile_functions(self.entries("primitive")))

    def source(self, id_: str) -> Source:
        record = self.entry("source", id_).record
        assert isinstance(record, Source)
        return record

    def rule(self, id_: str) -> Rule:
        record = self.entry("rule", id_).record
        assert isinstance(record, Rule)
        return record

    def mistakes(self) -> list[Mistake]:
        """In the order of their files' names."""
        found = sorted(self.entries("mistake"), key=lambda e: e.file)
        return [e.record for e in found if isinstance(e.record, Mistake)]

    def layer(self, id_: str) -> Layer:
        record = self.entry("layer", id_).record
        assert isinstance(record, Layer)
        return record

    def rules(self) -> dict[str, Rule]:
        return {each: self.rule(each) for each in self.ids("rule")}

    def model(self, id_: str) -> CompiledModel:
        if id_ not in self._models:
            self._models[id_] = compile_model(self.entry("model", id_), self.functions)
        return self._models[id_]

    def claim(self, id_: str) -> CompiledClaim:
        if id_ not in self._claims:
            self._claims[id_] = self.preferences.claim(self._compile_claim(self.entry("claim", id_)))
        return self._claims[id_]

    def _compile_claim(self, entry: Entry) -> CompiledClaim:
        claim = entry.record
        assert isinstance(claim, Claim)
        for field, kind, id_ in _references(claim):
            if id_ not in self._entries[kind]:
                hint = self._nearest(kind, id_)
                raise LibraryError(
                    f"{entry.file}, {field} of {entry.id}: there is no {kind} {id_!r}", hint=hint
                )
        source = self.source(claim.source) if claim.source else None
        return compile_claim(entry, self.model(claim.model), source, self.functions)

    def parts(self, id_: str) -> list[str]:
        """The claims that are shown in the write-up of claim `id_`."""
        return [
            e.id for e in self.entries("claim") if isinstance(e.record, Claim) and e.record.part_of == id_
        ]

    def pages(self) -> list[str]:
        """The claims with a write-up of their own."""
        return [e.id for e in self.entries("claim") if isinstance(e.record, Claim) and not e.record.part_of]

    def page_of(self, id_: str) -> str:
        record = self.entry("claim", id_).record
        assert isinstance(record, Claim)
        return record.part_of or id_

    def complaints(self) -> list[str]:
        """Everything wrong with the entries: one text for each entry that cannot be used."""
        found = []
        for kind, compiled in (("primitive", self._function), ("model", self.model), ("claim", self.claim)):
            for id_ in self.ids(kind):
                try:
                    compiled(id_)
                except DeriveError as error:
                    found.append(str(error))
        return found

    def _function(self, id_: str) -> object:
        return self.functions[id_]


def _references(claim: Claim) -> Iterator[tuple[str, str, str]]:
    """The ids a claim leans on: (field, kind, id)."""
    yield "model", "model", claim.model
    if claim.source:
        yield "source", "source", claim.source
    if claim.part_of:
        yield "part_of", "claim", claim.part_of
    for each in claim.uses:
        yield "uses", "claim", each


def load_registry(*folders: Path, preferences: Preferences = NONE) -> Registry:
    """The package's library and the user's folders. An id may be given once only."""
    entries = [*built_in_entries()]
    for folder in folders:
        entries += folder_entries(folder)
    return Registry(entries, preferences)
