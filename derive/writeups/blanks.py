"""Exercises: which steps of a page are left to the reader. The mathematics stays what it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from derive.errors import RenderError
from derive.writeups.page import Display, Page, Row


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
    derivation = _blanked(page.derivation, steps, chosen)
    cases = tuple(
        replace(case, display=replace(case.display, rows=_rows(case.display, steps, chosen)))
        for case in page.cases
    )
    return replace(page, derivation=derivation, cases=cases, gathered=_blanked(page.gathered, steps, chosen))


def _displays(page: Page) -> Iterator[Display]:
    for display in (page.derivation, *(case.display for case in page.cases), page.gathered):
        if display is not None:
            yield display


def _blanked(display: Display | None, steps: Iterator[int], chosen: Collection[int]) -> Display | None:
    return replace(display, rows=_rows(display, steps, chosen)) if display else None


def _rows(display: Display, steps: Iterator[int], chosen: Collection[int]) -> tuple[Row, ...]:
    return tuple(replace(row, blank=next(steps) in chosen) if row.number else row for row in display.rows)
