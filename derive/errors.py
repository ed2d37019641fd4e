"""Errors a person reads: what was being done, to what, where (a caret), and what to do now."""

from __future__ import annotations


class DeriveError(Exception):
    """Base of every error the project raises on purpose.

    `text` and `span` (start, end, as offsets into `text`) say where; `hint` says what to do.
    """

    def __init__(
        self,
        message: str,
        *,
        text: str | None = None,
        span: tuple[int, int] | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.text = text
        self.span = span
        self.hint = hint

    def __str__(self) -> str:
        lines = [self.message]
        if self.text is not None and self.span is not None:
            lines += _caret(self.text, *self.span)
        if self.hint:
            lines.append(self.hint)
        return "\n".join(lines)

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the complaint, without the calls that led to it."""
        return f"\x1b[31m{type(self).__name__}\x1b[0m: {self}".splitlines()


class ReadError(DeriveError):
    """Text that is not mathematics we read; always with a span."""


class UnknownLetter(ReadError):
    """A letter that the task does not know."""


class UnfitArrays(ReadError):
    """Arrays in sums and products that their shapes do not allow: an equation with them is false."""


class NotAnAnswer(DeriveError):
    """Readable, but no closed-form answer: the question restated, a list, a relation, ±, nan."""


class UnknownId(DeriveError):
    """No entry of the library has this id."""


class LibraryError(DeriveError):
    """An entry of the library that cannot be used; names the file and the field."""


class VacuousAssumptions(DeriveError):
    """No point satisfies the assumptions, so everything would follow from them.

    `relations`: those that contradict each other.
    """

    relations: tuple[object, ...] = ()


class TooLarge(DeriveError):
    """A limit on size, depth, digits, terms or bits was reached before an answer."""


class OutsideDomain(DeriveError):
    """An expression has no value at the point at which it was to be evaluated."""


class Undecided(DeriveError):
    """A caller asked for a yes or no that the verdict does not give."""


class RenderError(DeriveError):
    """A document could not be made: a template, a TeX engine, a browser."""


def _caret(text: str, start: int, end: int, width: int = 76) -> list[str]:
    """The line of `text` that holds `start`, cut to `width`, and a caret line under it."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    column = start - line_start
    length = max(1, min(end, line_start + len(line)) - start)
    cut = max(0, min(column - width // 2, len(line) - width))
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line[cut : cut + width])
    caret = " " * (column - cut) + "^" * max(1, min(length, width - (column - cut)))
    return ["  " + shown, "  " + caret]
