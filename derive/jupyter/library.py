"""The registry that the calls share, and texts as callers give them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from os import PathLike
from pathlib import Path

from derive.registry import Registry, load_registry

Folders = str | PathLike[str] | Iterable[str | PathLike[str]]
NOTHING: Mapping[str, str] = {}


def texts_of(texts: str | Iterable[str]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)


def folders_of(folders: Folders) -> tuple[Path, ...]:
    listed = (folders,) if isinstance(folders, (str, PathLike)) else tuple(folders)
    return tuple(Path(folder) for folder in listed)


def library_of(folders: Folders) -> Registry:
    return _registry(folders_of(folders))


@lru_cache(maxsize=8)
def _registry(folders: tuple[Path, ...]) -> Registry:
    return load_registry(*folders)
