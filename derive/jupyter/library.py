"""The registry that the calls share, and texts as callers give them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from os import PathLike
from pathlib import Path

from derive.errors import LibraryError
from derive.registry import Registry, load_registry
from derive.registry.preferences import NONE, Preferences, read_preferences

Folders = str | PathLike[str] | Iterable[str | PathLike[str]]
NOTHING: Mapping[str, str] = {}


def texts_of(texts: str | Iterable[str]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)


def folders_of(folders: Folders) -> tuple[Path, ...]:
    listed = (folders,) if isinstance(folders, (str, PathLike)) else tuple(folders)
    return tuple(Path(folder) for folder in listed)


def library_of(folders: Folders) -> Registry:
    return _registry(folders_of(folders))


class _Notation:
    """The notation in force."""

    preferences: Preferences = NONE


def use_notation(file: str | PathLike[str] | None = None) -> None:
    """From here on all is printed in the notation of a TOML file (as with `--notation`); None: in ours.

    Raises LibraryError naming the file, the table and the key.
    """
    path = None if file is None else Path(file)
    if path is not None and not path.is_file():
        raise LibraryError(f"there is no file {path}")
    _Notation.preferences = read_preferences(path)
    _registry.cache_clear()


@lru_cache(maxsize=8)
def _registry(folders: tuple[Path, ...]) -> Registry:
    return load_registry(*folders, preferences=_Notation.preferences)
