"""A printed formula: the same mathematics as LaTeX and as plain text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Formula:
    """One formula, printed twice.

    latex   maths-mode LaTeX without delimiters; "" when there is only text to show
    plain   the same as a terminal shows it; it is shown as code where `latex` is ""
    """

    latex: str = ""
    plain: str = ""

    def __bool__(self) -> bool:
        return bool(self.latex or self.plain)


NO_FORMULA = Formula()
