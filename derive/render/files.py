"""Files that are whole or not there: written beside their place, then moved into it."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from errno import EACCES, ENOTDIR
from itertools import count
from pathlib import Path

from derive.errors import RenderError

_parts = count(1)


def write_whole(path: Path, content: str | bytes) -> Path:
    """Write `content` to `path` so that no reader ever sees a part of it."""
    blob = content.encode("utf-8") if isinstance(content, str) else content
    part = path.with_name(f".{path.name}.{os.getpid()}.{next(_parts)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb") as stream:
            stream.write(blob)
        os.replace(part, path)
    except OSError as problem:
        raise _cannot_write(path, problem) from problem
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return path


def require_writable(folder: Path) -> None:
    """RenderError where a folder can neither be written to nor made; nothing is made yet."""
    there = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
    if not there.is_dir():
        raise _cannot_write(folder, NotADirectoryError(ENOTDIR, f"{there} is not a folder"))
    if not os.access(there, os.W_OK | os.X_OK):
        raise _cannot_write(folder, PermissionError(EACCES, f"{there} is not yours to write to"))


def file_stem(id: str) -> str:
    """The name of an entry's files: `softmax.jacobian`; no folder, no hidden file, nothing odd."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", id).lstrip(".-") or "entry"


def _cannot_write(path: Path, problem: OSError) -> RenderError:
    return RenderError(
        f"{path} cannot be written: {problem.strerror or problem}", hint="Give another folder with -o DIR."
    )
