"""Widgets: a slider over steps, a box for answers. What they show is made elsewhere, without widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from derive.errors import DeriveError
from derive.jupyter.frames import Frame
from derive.jupyter.html import inline, picture, words


def frame_html(frame: Frame) -> str:
    """The rule, its formula, and both values, the changed parts in colour."""
    rule = f"<p>{inline(frame.rule)}</p>" if frame.rule.latex else ""
    needs = f" (needs {', '.join(map(inline, frame.conditions))})" if frame.conditions else ""
    case = f" Case {inline(frame.case)}:" if frame.case else ""
    head = f"<p><strong>{frame.number} / {frame.of}</strong>{case} {words(frame.words)}{needs}</p>"
    graph = picture(frame.graph) if frame.graph else ""
    return rf"{head}{rule}<p>\[{escape(frame.latex)}\]</p>{graph}"


def explorer(frames: Sequence[Frame]) -> Any:
    """A slider over the frames, with buttons and a number beside it. Raises DeriveError without ipywidgets.

    Notebook 7 keeps the arrow keys to itself on a slider, but not in a field for a number.
    """
    if not frames:
        raise DeriveError("there are no steps to look at")
    widgets = _ipywidgets()
    ends = {"value": 1, "min": 1, "max": len(frames)}
    slider = widgets.IntSlider(**ends, description="step", readout=False)
    number = widgets.BoundedIntText(**ends, layout=widgets.Layout(width="5em"))
    widgets.link((slider, "value"), (number, "value"))
    shown = widgets.HTMLMath(value=frame_html(frames[0]))

    def moved(change: Any) -> None:
        shown.value = frame_html(frames[change["new"] - 1])

    slider.observe(moved, names="value")
    buttons = [_stepping(widgets, slider, by) for by in (-1, 1)]
    return widgets.VBox([widgets.HBox([slider, buttons[0], number, buttons[1]]), shown])


def _stepping(widgets: Any, slider: Any, by: int) -> Any:
    """A button that takes the slider one step back or on; at the ends it stays there."""
    icon, said = ("arrow-left", "the step before") if by < 0 else ("arrow-right", "the next step")
    button = widgets.Button(icon=icon, tooltip=said, layout=widgets.Layout(width="3em"))

    def pressed(_: Any) -> None:
        slider.value = min(max(slider.value + by, slider.min), slider.max)

    button.on_click(pressed)
    return button


def answer_widget(question: str, judged: Callable[[str], str]) -> Any:
    """A text field; `judged` gives the HTML that is shown for what is typed."""
    widgets = _ipywidgets()
    typed = widgets.Text(
        placeholder="LaTeX, or plain maths such as x^2/(1 + exp(-x)); Enter asks", continuous_update=False
    )
    typed.layout.width = "98%"
    shown = widgets.HTMLMath(value="")

    def entered(change: Any) -> None:
        shown.value = judged(change["new"])

    typed.observe(entered, names="value")
    return widgets.VBox([widgets.HTMLMath(value=question), typed, shown])


def have_widgets() -> bool:
    return find_spec("ipywidgets") is not None


def _ipywidgets() -> Any:
    try:
        return import_module("ipywidgets")
    except ImportError:
        raise DeriveError(
            "this needs ipywidgets",
            hint="pip install 'gradproof[notebook]'; `.frames` shows the same as text",
        ) from None
