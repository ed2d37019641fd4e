"""Text and maths on their way into documents: escapes, maths within text, widths and line breaks."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence

import pytest

from derive.render import pdf
from derive.render.breaking import INDENT, break_lines, widest
from derive.render.formula import Formula
from derive.render.katex import typeset_error
from derive.render.maths_commands import ENVIRONMENTS, MATHS_COMMANDS
from derive.render.measure import width
from derive.render.prose import prose, without_maths
from derive.render.safe_maths import maths_objection
from derive.render.tex_characters import MATHS_CHARACTERS
from derive.render.tex_escape import markdown_maths, markdown_text, tex_text

needs_tex = pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no pdflatex on PATH")


def assert_compiles(body: str) -> None:
    packages = r"\usepackage{amsmath,amssymb}"
    source = rf"\documentclass{{article}}{packages}\begin{{document}}{body}\end{{document}}"
    assert pdf.make_pdf(pdf.Engine("pdflatex", shutil.which("pdflatex") or "", "tex"), source)


# ---- text -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("50% of $3 & #1", r"50\% of \$3 \& \#1"),
        (r"\input{x}", r"\textbackslash{}input\{x\}"),
        ("a_b^c~d", r"a\_\allowbreak{}b\textasciicircum{}c\textasciitilde{}d"),
        ("σ′(x) ≠ ½", r"\ensuremath{\sigma}\ensuremath{{}'}(x) \ensuremath{\neq} \ensuremath{\tfrac{1}{2}}"),
        ("Gödel, Erdős, naïve", r"G\"{o}del, Erd\H{o}s, na\"{\i}ve".replace(r"\i", "i")),
        ("a--b", "a-{}-b"),
        ("a–b", "a--b"),
        ("漢", r"\texttt{U+6F22}"),
        ("a\x00\u202eb\nc", "ab c"),
    ],
)
def test_text_in_tex(text: str, tex: str) -> None:
    assert tex_text(text) == tex


@needs_tex
def test_every_character_of_the_tables_compiles() -> None:
    everything = "".join(MATHS_CHARACTERS) + "".join(map(chr, range(32, 0x180))) + "—–‘’“”…"
    assert tex_text(everything).isascii()
    assert_compiles(tex_text(everything))


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
        ("a*b_c`d`$e$", r"a\*b\_c\`d\`\$e\$"),
        ("[x](y)", r"\[x\](y)"),
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        ("# head", r"\# head"),
        ("&amp;", "&amp;amp;"),
    ],
)
def test_text_in_markdown(text: str, markdown: str) -> None:
    assert markdown_text(text) == markdown


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("plain", ["plain"]),
        (r"at \(i = k\) only", ["at ", Formula("i = k", "i = k"), " only"]),
        (r"\(x\)", [Formula("x", "x")]),
        (r"\(\input{/etc/passwd}\)", [r"\(\input{/etc/passwd}\)"]),
        (r"\(a}\) b \(c", [r"\(a}\) b \(c"]),
        (r"$5 and $6", ["$5 and $6"]),
    ],
)
def test_maths_within_text(text: str, parts: list[str | Formula]) -> None:
    assert list(prose(text)) == parts


def test_maths_within_text_where_there_is_none() -> None:
    assert without_maths(r"the case \(i \neq k\)") == "the case i ≠ k"


# ---- maths ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "latex",
    [
        r"\input{/etc/passwd}",
        r"\write18{x}",
        r"\def\x{y}",
        r"\catcode`\$=1",
        r"\href{javascript:x}{y}",
        r"\csname input\endcsname",
        r"x^^41",
        r"\begin{verbatim}\end{verbatim}",
        r"\begin{filecontents}\end{filecontents}",
        r"\end{document}",
        r"a}",
        r"{a",
        r"\left( a",
        r"a \right)",
        r"a & b",
        r"a \\ b",
        r"$a$",
        r"a % b",
        r"#1",
        "é",
        "a\x00",
    ],
)
def test_what_is_not_only_maths_is_not_passed_on(latex: str) -> None:
    assert maths_objection(latex)


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{d\sigma(z)}{dz} = \sigma(z)(1 - \sigma(z))",
        r"\begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}",
        r"\left\lfloor \frac{D + 2P - k}{S} + 1 \right\rfloor",
        r"\nabla_{\mathbf{w}} E\{x\}\,dx",
    ],
)
def test_maths_is_passed_on(latex: str) -> None:
    assert maths_objection(latex) is None


ARGUMENTS = {
    r"\frac": 2, r"\dfrac": 2, r"\tfrac": 2, r"\cfrac": 2, r"\binom": 2, r"\dbinom": 2, r"\tbinom": 2,
    r"\overset": 2, r"\underset": 2, r"\stackrel": 2,
}  # fmt: skip
DELIMITING = {
    r"\big",
    r"\Big",
    r"\bigg",
    r"\Bigg",
    r"\bigl",
    r"\bigr",
    r"\Bigl",
    r"\Bigr",
    r"\biggl",
    r"\biggr",
}
DELIMITING |= {r"\Biggl", r"\Biggr", r"\bigm"}
TAKING = (
    "sqrt overline underline overbrace underbrace hat widehat tilde widetilde bar vec dot ddot check breve"
)
TAKING += " acute grave boxed phantom hphantom vphantom mathrm mathbf mathit mathsf mathtt mathcal mathbb"
TAKING += " mathfrak boldsymbol text textbf textit textrm operatorname pmb substack pmod mod mathring"


def sample(command: str) -> str:
    """A formula that uses `command` as it must be used."""
    if command in ARGUMENTS:
        return command + "{a}{b}"
    if command in DELIMITING:
        return f"{command}( x"
    if command in {"\\" + word for word in TAKING.split()}:
        return command + "{a}"
    special = {
        r"\left": r"\left( x \right)",
        r"\right": r"\left( x \right)",
        r"\middle": r"\left( x \middle| y \right)",
        r"\limits": r"\sum\limits_{i} x",
        r"\nolimits": r"\sum\nolimits_{i} x",
        r"\not": r"\not=",
        r"\cr": r"\begin{matrix} a \cr b \end{matrix}",
        r"\\": r"\begin{matrix} a \\ b \end{matrix}",
    }
    return special.get(command, f"a {command} b")


@pytest.mark.parametrize("command", sorted(MATHS_COMMANDS))
def test_katex_knows_every_command_that_is_passed_on(command: str) -> None:
    assert typeset_error(sample(command)) is None


@needs_tex
def test_tex_knows_every_command_that_is_passed_on() -> None:
    formulas = [sample(command) for command in sorted(MATHS_COMMANDS)]
    formulas += [rf"\begin{{{name}}} a \end{{{name}}}" for name in sorted(ENVIRONMENTS - {"alignedat"})]
    assert_compiles("".join(f"\\[{formula}\\]\n" for formula in formulas))


@pytest.mark.parametrize(
    ("latex", "markdown"),
    [
        (r"\{a*b<c\}", r"\lbrace a\ast b\lt c\rbrace "),
        (r"a\,b\;c\!d\|e\\f", r"a\thinspace b\thickspace c\negthinspace d\Vert e\cr f"),
        (r"\operatorname*{argmax}_x", r"\operatorname*{argmax}_x"),
        (r"\left| x \right|", r"\left\vert  x \right\vert "),
    ],
)
def test_maths_in_markdown(latex: str, markdown: str) -> None:
    assert markdown_maths(latex) == markdown
    assert typeset_error(markdown) is None or "cr" in markdown


# ---- widths and breaks ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("x", "x+y"),
        (r"\frac{1}{2}", r"\frac{a+b+c}{2}"),
        (r"e^{x}", r"e^{x+y+z}"),
        (r"\sum_i x", r"\sum_{i=1}^{n-1} x"),
        (r"\begin{cases} a & b \\ c & d \end{cases}", r"\begin{cases} a & b \\ c+e+f & d \end{cases}"),
    ],
)
def test_widths_are_ordered(narrow: str, wide: str) -> None:
    assert 0 < width(narrow) < width(wide)


def random_formula(rng: random.Random, depth: int) -> str:
    if depth == 0:
        return rng.choice(["x_{i}", r"\sigma(z)", "e^{-z}", r"\frac{a+b}{c-d}", r"\tanh(c_t)", "W_{ij}"])
    parts = [random_formula(rng, depth - 1) for _ in range(rng.randint(2, 4))]
    inner = rng.choice([" + ", " - ", r" \cdot ", r" \odot "]).join(parts)
    return rng.choice([inner, rf"\left({inner}\right)", f"({inner})", rf"\left[{inner}\right]"])


def without_layout(lines: Sequence[str]) -> str:
    joined = "".join(line.removeprefix(INDENT) for line in lines)
    for size in (r"\left", r"\right", r"\bigl", r"\bigr"):
        joined = joined.replace(size, "")
    return "".join(joined.split())


@pytest.mark.parametrize("seed", range(60))
def test_broken_lines_typeset_and_lose_nothing(seed: int) -> None:
    rng = random.Random(seed)
    formula = random_formula(rng, rng.randint(2, 4))
    limit = rng.choice([12.0, 20.0, 36.0])
    lines = break_lines(formula, limit)
    assert without_layout(lines) == without_layout([formula])
    assert [typeset_error(line) for line in lines] == [None] * len(lines)
    assert widest(lines) <= max(limit, 16.0) or widest(lines) < width(formula)


@pytest.mark.parametrize("latex", ["-a", r"a \cdot -b", r"\frac{a-b}{c}", "(-a)", "e^{-x-y}"])
def test_a_sign_is_no_place_to_break(latex: str) -> None:
    assert all(not line.startswith(INDENT + "-") for line in break_lines(latex, 0.5))


def test_breaks_prefer_the_outermost_sum() -> None:
    terms = [r"\left(a_1 + b_1\right) \cdot \left(c_1 + d_1\right)"] * 3
    lines = break_lines(" + ".join(terms), width(terms[0]) + 4)
    assert lines == (terms[0], *(INDENT + "+ " + term for term in terms[1:]))


def test_nothing_is_broken_that_fits() -> None:
    assert break_lines("a + b", 30) == ("a + b",)


def test_a_fraction_is_never_broken() -> None:
    latex = r"\frac{" + " + ".join(["a"] * 60) + "}{b}"
    assert break_lines(latex, 20) == (latex,)
