"""A box to type an answer in; its logic needs no widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any, Protocol

from derive.errors import DeriveError
from derive.jupyter.shown import ShownVerdict
from derive.jupyter.widgets import answer_widget, have_widgets


class Question(Protocol):
    @property
    def latex(self) -> str: ...


@dataclass(frozen=True)
class Answered:
    """What became of an answer: a verdict, or a complaint where it cannot be judged."""

    text: str
    verdict: ShownVerdict | None = None
    complaint: str = ""

    def __bool__(self) -> bool:
        return bool(self.verdict)

    def __str__(self) -> str:
        return str(self.verdict) if self.verdict is not None else self.complaint

    __repr__ = __str__

    def _repr_html_(self) -> str:
        if self.verdict is not None:
            return self.verdict._repr_html_()
        return f"<pre>{escape(self.complaint)}</pre>"


@dataclass(frozen=True, repr=False)
class AnswerBox:
    """`question` is asked; `judge` gives the verdict on a text, or raises DeriveError."""

    question: Question
    judge: Callable[[str], ShownVerdict]

    def answer(self, text: str) -> Answered:
        """What is shown for `text`; never raises for what a person may type."""
        if not text.strip():
            return Answered(text)
        try:
            return Answered(text, self.judge(text))
        except DeriveError as error:
            return Answered(text, complaint=str(error))

    def widget(self) -> Any:
        """The box (needs ipywidgets)."""
        return answer_widget(self._asked(), lambda text: self.answer(text)._repr_html_())

    def _asked(self) -> str:
        return rf"<p>\[{escape(self.question.latex)} = \; ?\]</p>"

    def __repr__(self) -> str:
        return f"{self.question} = ?   (.answer(TEXT) gives the verdict)"

    __str__ = __repr__

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        shown: dict[str, Any] = {"text/plain": str(self), "text/html": self._asked()}
        if have_widgets():
            shown |= self.widget()._repr_mimebundle_(include=include, exclude=exclude)
        return shown
