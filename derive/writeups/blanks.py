"""Exercises: which steps of a page are left to the reader. The mathematics stays what it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from derive.errors import RenderError
from derive.render.measure import width
from derive.writeups.layout import NARROWEST_REASON
from derive.writeups.page import Display, Page

# How wide a blank is, in em.
BLANK = 16.5


def with_blanks(page: Page, hidden: Collection[int] | None = None) -> Page:
    """The page with the steps `hidden` marked as blank; every second one where none are named.

    Steps are counted from 1 through the derivation, its cases, and their gathering.
    Raises RenderError for a step that there is not.
    """
    count = sum(1 for display in _displays(page) for row in display.rows if row.number)
    chosen = frozenset(hidden if hidden is not None else range(2, count + 1, 2))
    beyond = sorted(step for step in chosen if not 1 <= step <= count)
    if beyond and count:
        raise RenderError(
            f"{page.id} has no step {beyond[0]}.", hint=f"Its steps are numbered from 1 to {count}."
        )
    steps = iter(range(1, count + 1))
    derivation = _blanked(page.derivation, steps, chosen) if page.derivation else None
    cases = tuple(replace(case, display=_blanked(case.display, steps, chosen)) for case in page.cases)
    gathered = _blanked(page.gathered, steps, chosen) if page.gathered else None
    return replace(page, derivation=derivation, cases=cases, gathered=gathered)


def _displays(page: Page) -> Iterator[Display]:
    for display in (page.derivation, *(case.display for case in page.cases), page.gathered):
        if display is not None:
            yield display


def _blanked(display: Display, steps: Iterator[int], chosen: Collection[int]) -> Display:
    """The display with its blanks; its reasons leave the place that a blank takes beyond the longest line."""
    rows = tuple(replace(row, blank=next(steps) in chosen) if row.number else row for row in display.rows)
    if not any(row.blank for row in rows):
        return replace(display, rows=rows)
    longest = max((width(line) for row in rows for line in row.lines), default=0.0)
    room = display.room - max(0.0, BLANK - longest)
    beside = display.reasons == "right" and room >= NARROWEST_REASON
    where = "right" if beside else "below" if display.reasons == "right" else display.reasons
    return replace(display, rows=rows, room=round(max(6.0, room), 1), reasons=where)
