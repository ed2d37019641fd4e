"""Text put together from pieces of a document, with the place that every character came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

INSERTED = -1


@dataclass(frozen=True)
class Located:
    """`offsets[k]` is the place of `text[k]` in the document; −1 for a character that was put in."""

    text: str
    offsets: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> Located:
        return Located(self.text[part], self.offsets[part])

    def __add__(self, other: Located) -> Located:
        return Located(self.text + other.text, self.offsets + other.offsets)

    def strip(self) -> Located:
        left = len(self.text) - len(self.text.lstrip())
        return self[left : max(left, len(self.text.rstrip()))]

    def shifted(self, by: int) -> Located:
        return Located(self.text, tuple(o + by if o >= 0 else o for o in self.offsets))

    def span(self, start: int = 0, end: int | None = None) -> tuple[int, int]:
        """Where a part of the text stands in the document; (−1, −1) when none of it does."""
        known = [o for o in self.offsets[start : len(self) if end is None else max(end, start + 1)] if o >= 0]
        return (min(known), max(known) + 1) if known else (INSERTED, INSERTED)

    def replaced(self, start: int, end: int, text: str) -> Located:
        """A part replaced by other text, which stands where the part stood."""
        at = self.span(start, end)[0]
        return self[:start] + Located(text, (at,) * len(text)) + self[end:]


def slice_of(text: str, start: int, end: int) -> Located:
    return Located(text[start:end], tuple(range(start, end)))


def inserted(text: str) -> Located:
    return Located(text, (INSERTED,) * len(text))


def joined(parts: Iterable[Located], between: str = "") -> Located:
    found: list[Located] = []
    for part in parts:
        if found and between:
            found.append(inserted(between))
        found.append(part)
    return Located("".join(p.text for p in found), tuple(o for p in found for o in p.offsets))


class Lines:
    """Offsets as line and column, both from 1."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(k + 1 for k, c in enumerate(text) if c == "\n")]

    def place(self, offset: int) -> tuple[int, int]:
        low, high = 0, len(self.starts)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.starts[middle] <= offset else (low, middle)
        return low + 1, offset - self.starts[low] + 1
