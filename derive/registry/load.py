"""The library's entries: every module of `derive.library`, and the files of a folder of the user's."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import derive.library
from derive.errors import LibraryError
from derive.records.entries import Claim, Layer, Mistake, Model, Primitive, Rule, Source
from derive.registry.data_files import read_data_file

Record = Source | Primitive | Model | Claim | Rule | Mistake | Layer
RECORDS = (Source, Primitive, Model, Claim, Rule, Mistake, Layer)


@dataclass(frozen=True)
class Entry:
    """A record and the file it stands in."""

    record: Record
    file: str

    @property
    def id(self) -> str:
        return self.record.name if isinstance(self.record, Primitive) else self.record.id


def built_in_entries() -> Iterator[Entry]:
    """The entries of the package, in the order of their modules' names."""
    for info in sorted(_modules(), key=lambda m: m.name):
        if info.ispkg:
            continue
        module = importlib.import_module(info.name)
        for record in _records(vars(module), info.name):
            yield Entry(record, info.name.replace(".", "/") + ".py")


def _modules() -> Iterator[pkgutil.ModuleInfo]:
    return pkgutil.walk_packages(derive.library.__path__, "derive.library.")


def folder_entries(folder: Path) -> Iterator[Entry]:
    """The entries of a user's folder; its files are read as data and never run."""
    if not folder.is_dir():
        raise LibraryError(f"there is no folder {folder}", hint="--library takes a folder of entries")
    for file in sorted(folder.rglob("*.py")):
        if file.name.startswith(("_", ".")):
            continue
        for record in _records(read_data_file(file), str(file)):
            yield Entry(record, str(file))


def _records(names: dict[str, object], file: str) -> Iterator[Record]:
    found = names.get("ENTRIES", names.get("ENTRY"))
    if found is None:
        raise LibraryError(f"{file}: the file assigns neither ENTRY nor ENTRIES")
    for record in found if isinstance(found, tuple) else (found,):
        if not isinstance(record, RECORDS):
            raise LibraryError(f"{file}: {type(record).__name__} is no entry of a library")
        yield record
