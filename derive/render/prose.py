r"""Text with maths in it, as authors write it: `the term with \(i = k\) is apart`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derive.render.formula import Formula
from derive.render.readable import readable
from derive.render.safe_maths import maths_objection
from derive.render.tex_escape import plain_text

_MATHS = re.compile(r"\\\((.+?)\\\)", re.DOTALL)


def prose(text: str) -> Iterator[str | Formula]:
    r"""The parts of `text`: \( … \) is a formula when it only sets maths; all else is text."""
    position = 0
    for match in _MATHS.finditer(text):
        if maths_objection(match.group(1)):
            continue
        if match.start() > position:
            yield text[position : match.start()]
        yield Formula(match.group(1).strip(), readable(plain_text(match.group(1))))
        position = match.end()
    if position < len(text):
        yield text[position:]


def without_maths(text: str) -> str:
    r"""`text` with the source of its formulas, without \( and \): for a title bar or a terminal."""
    return plain_text(
        "".join(part.plain if isinstance(part, Formula) else part for part in prose(text))
    ).strip()
