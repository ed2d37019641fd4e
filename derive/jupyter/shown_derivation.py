"""A derivation that shows itself, is leafed through, and hands out its LaTeX and its notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from io import StringIO
from typing import Any

from rich.console import Console

from derive.errors import DeriveError
from derive.expressions.expr import Expr
from derive.jupyter.compared import compared
from derive.jupyter.frames import Frame, frames_of
from derive.jupyter.given import as_sympy
from derive.jupyter.html import copyable, display, folded, inline, listed, picture, typesets, words
from derive.jupyter.shown import ShownVerdict, shown_verdict
from derive.jupyter.widgets import explorer
from derive.notation.context import EMPTY, Context
from derive.notation.functions import FunctionTable
from derive.proofs import derive_claim, judge
from derive.records.statement import Statement
from derive.records.step import Derivation
from derive.registry import Registry
from derive.results.claim_pages import Pages
from derive.results.code import derivation_code
from derive.results.own_gradient import OwnGradient, gradient_writeup
from derive.writeups import WriteUp
from derive.writeups.document import Chain, Line
from derive.writeups.layout import shown_lines
from derive.writeups.terminal import to_terminal


def no_derivation() -> Derivation | None:
    return None


@dataclass(frozen=True, repr=False)
class ShownDerivation:
    """A derivation that shows itself: `writeup` in full, `verdict` on it.

    `source` makes the derivation's record when it is first asked for.
    """

    writeup: WriteUp
    verdict: ShownVerdict
    detail: str = "brief"
    source: Callable[[], Derivation | None] = field(default=no_derivation, compare=False)
    context: Context = field(default=EMPTY, compare=False)
    functions: FunctionTable = field(default_factory=lambda: FunctionTable({}), compare=False)
    closed: Expr | None = field(default=None, compare=False)

    @property
    def latex(self) -> str:
        """The derivation as an `aligned` block, without delimiters."""
        chain = self.writeup.chain or self.writeup.gathered
        if chain is None:
            result = self.writeup.result
            return f"{result.left.latex} = {result.right.latex}" if result else ""
        return aligned(chain, self.detail)

    @cached_property
    def record(self) -> Derivation:
        """The derivation as a record: expressions and steps. Raises DeriveError when there is none."""
        found = self.source()
        if found is None:
            raise DeriveError(f"{self.writeup.id} has no derivation")
        return found

    def to_sympy(self) -> Any:
        """The result as an unevaluated SymPy object. Raises DeriveError for what SymPy cannot say."""
        return as_sympy(self.record.result, self.functions)

    def to_numpy(self) -> str:
        """The result as the source of a NumPy function, `gradient(…)`: its letters in, the derivative out.

        Its value has the shape of the letter for a number, for an array the places of the array first.
        Sizes are taken from the arrays' shapes. Raises DeriveError for what NumPy cannot say.
        """
        return derivation_code(self.record, self.context, self.functions, "numpy", self.closed)

    def to_torch(self) -> str:
        """The result as the source of a PyTorch function, `gradient(…)`, as `to_numpy` gives it for NumPy."""
        return derivation_code(self.record, self.context, self.functions, "torch", self.closed)

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """The steps as a slider shows them."""
        if self.writeup.chain is None and not self.writeup.cases:
            return ()
        return frames_of(self.record, self.writeup, self.context, self.functions, self.detail)

    def equal(
        self, left: str, right: str, *, assume: str | Iterable[str] = (), syntax: str = "auto"
    ) -> ShownVerdict:
        """The verdict on `left = right` in the letters of this derivation."""
        return compared(left, right, assume, self.context, self.functions, syntax)

    def explore(self) -> Any:
        """A slider over the steps (needs ipywidgets)."""
        return explorer(self.frames)

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        out = StringIO()
        console = Console(file=out, width=100, no_color=True, force_terminal=False, force_jupyter=False)
        to_terminal(self.writeup, console, self.detail)
        return "\n".join(line.rstrip() for line in out.getvalue().splitlines())

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex}$" if self.latex else ""

    def _repr_html_(self) -> str | None:
        return self._html() if typesets() else None

    def _html(self) -> str:
        parts = [f"<h3>{words(self.writeup.title)}</h3>", self._given(), self._result(), self._steps()]
        parts += [picture(each) for each in self.writeup.pictures]
        return "".join([*parts, self.verdict._repr_html_(), copyable(self.latex)])

    def _given(self) -> str:
        w = self.writeup
        notes = [
            f"{inline(n.letter)}: {escape('; '.join(filter(None, (n.meaning, n.kind))))}" for n in w.letters
        ]
        lines = [rf"{e.left.latex} &{e.relation} {e.right.latex}" for e in w.definitions]
        definitions = display("\\begin{aligned}" + r" \\ ".join(lines) + "\\end{aligned}") if lines else ""
        assumed = f"<p>Assumed: {', '.join(map(inline, w.assumptions))}</p>" if w.assumptions else ""
        about = f"<p>{words(w.about)}</p>" if w.about else ""
        laid_out = "".join(f"<p>{words(text)}</p>" for text in w.conventions)
        return about + definitions + assumed + laid_out + (folded("Letters", listed(notes)) if notes else "")

    def _result(self) -> str:
        result = self.writeup.result
        return (
            display(rf"\boxed{{{result.left.latex} {result.relation} {result.right.latex}}}")
            if result
            else ""
        )

    def _steps(self) -> str:
        """The chains, each folded open; each line with its reason and its finer steps folded away."""
        w = self.writeup
        chains = [("Steps", w.chain)] if w.chain else []
        chains += [(f"Case {inline(case.condition)}", case.chain) for case in w.cases]
        chains += [("Together", w.gathered)] if w.gathered else []
        return "".join(
            folded(title, display(aligned(chain, self.detail)) + self._reasons(chain), opened=number == 0)
            for number, (title, chain) in enumerate(chains)
        )

    def _reasons(self, chain: Chain) -> str:
        return listed((reason(line) for line in shown_lines(chain.lines, self.detail)), "ol")


def aligned(chain: Chain, detail: str) -> str:
    """`left = v1 = v2 = …`, aligned at the relations."""
    rows = [f"&{line.relation} {line.value.latex}" for line in shown_lines(chain.lines, detail)]
    rows[0] = f"{chain.left.latex} {rows[0]}"
    return "\\begin{aligned}\n" + " \\\\\n".join(rows) + "\n\\end{aligned}"


def reason(line: Line) -> str:
    """The rule in words, unfolding to its formula and the finer steps."""
    needs = f" (needs {', '.join(map(inline, line.conditions))})" if line.conditions else ""
    said = words(line.words) + needs
    finer = listed((f"{inline(s.value)}: {words(s.words)}" for s in line.substeps), "ol")
    more = (f"<p>{inline(line.formula)}</p>" if line.formula.latex else "") + finer
    return folded(said, more) if more else said


def shown_claim(id: str, registry: Registry, detail: str) -> ShownDerivation:
    """The page of a claim of the library."""
    claim, functions = registry.claim(id), registry.functions
    verdict = shown_verdict(judge(claim, functions).verdict, claim.context, functions)
    page = registry.page_of(id)

    def source() -> Derivation | None:
        return derive_claim(judge(registry.claim(page), functions), registry)

    context = registry.claim(page).context
    return ShownDerivation(Pages(registry).writeup(page), verdict, detail, source, context, functions)


def shown_gradient(found: OwnGradient, registry: Registry, detail: str) -> ShownDerivation:
    """A derivative of the user's own."""
    start, result = found.derivation.start, found.derivation.result
    statement = Statement(start, result, found.context)
    verdict = shown_verdict(found.verdict, found.context, registry.functions, statement)
    writeup = gradient_writeup(found, registry)
    return ShownDerivation(
        writeup, verdict, detail, lambda: found.derivation, found.context, registry.functions, found.closed
    )
