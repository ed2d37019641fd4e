r"""What is said of h_t said of h_{t-1}: every t in a subscript a step before."""

from __future__ import annotations

import re

from derive.linting.located import Located

_SCRIPT = re.compile(r"_(?:(?P<lone>[a-z])(?![a-z])|\{(?P<letter>[a-z])(?:(?P<sign>[+-])(?P<by>\d))?\})")


def shifted(text: Located, time: str, back: int) -> Located | None:
    """The text with t - back for t in its subscripts; None where t stands elsewhere too."""
    found = text
    places = [m for m in _SCRIPT.finditer(text.text) if time in (m["lone"], m["letter"])]
    for match in reversed(places):
        offset = int(f"{match['sign'] or '+'}{match['by'] or 0}") - back
        found = found.replaced(match.start(), match.end(), _script(time, offset))
    outside = "".join(re.split(_SCRIPT.pattern, _without_names(text.text))[::5])
    return None if not places or re.search(rf"(?<![A-Za-z\\]){time}(?![A-Za-z])", outside) else found


def shifted_name(name: str, time: str, back: int) -> str:
    """h_{t-1} for h_t, h_{t-2} for h_{t-1}."""
    match = _SCRIPT.search(name)
    if match is None or time not in (match["lone"], match["letter"]):
        return name
    offset = int(f"{match['sign'] or '+'}{match['by'] or 0}") - back
    return name[: match.start()] + _script(time, offset) + name[match.end() :]


def _script(time: str, offset: int) -> str:
    return f"_{{{time}{offset:+d}}}" if offset else f"_{time}"


def _without_names(text: str) -> str:
    """Without the names of commands."""
    return re.sub(r"\\[A-Za-z]+", " ", text)
