"""Templates to documents: four languages, each with its own delimiters and its own escape.

A value in a template is text unless it says otherwise, and text is escaped for the language of the
template; a formula is set with one of the filters `inline`, `display` and `maths` (its LaTeX, inside a
display of the template's own).  A template has what it is given and nothing else: it cannot reach into
Python.

    .html.j2   {{ … }}      {% … %}            escaped for HTML
    .md.j2     {{ … }}      {% … %}            escaped for Markdown
    .tex.j2    \\VAR{ … }    \\BLOCK{ … }        escaped for TeX
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from derive.errors import RenderError
from derive.render.files import file_stem
from derive.render.formula import Formula
from derive.render.prose import prose, without_maths
from derive.render.tex_escape import markdown_maths, markdown_text, plain_text, tex_text, texttt

TEX_DELIMITERS: dict[str, Any] = {
    "block_start_string": r"\BLOCK{",
    "block_end_string": "}",
    "variable_start_string": r"\VAR{",
    "variable_end_string": "}",
    "comment_start_string": r"\COMMENT{",
    "comment_end_string": "}",
}


# Source of the document's own language, printed by us and not escaped again.
Source = Markup


def template_folders(own: str | Path | None = None) -> tuple[Path, ...]:
    """Where templates are looked for: the user's own folder, then the project's (checkout or wheel)."""
    if own is not None and not Path(own).is_dir():
        raise RenderError(f"There is no folder of templates at {own}.", hint="Give an existing folder.")
    package = Path(__file__).parents[1]
    shipped = [
        p for p in (package.parent / "templates", package / "_templates") if (p / "page.html.j2").is_file()
    ]
    if not shipped:
        raise RenderError("The templates are not where they belong.", hint="Install the package anew.")
    return (*((Path(own),) if own is not None else ()), shipped[0])


def has_template(name: str, folders: Sequence[Path]) -> bool:
    """Whether one of `folders` has a template of this name."""
    return any((folder / name).is_file() for folder in folders)


def render_template(name: str, context: Mapping[str, Any], folders: Sequence[Path]) -> str:
    """The document that template `name` (from the first of `folders` that has it) makes of `context`."""
    environment = _environment(name.split(".")[-2], tuple(folders))
    try:
        return environment.get_template(name).render(context)
    except jinja2.TemplateNotFound as problem:
        looked = ", ".join(map(str, folders))
        where = "" if problem.name == name else f"{_place(problem, name, folders)}: "
        raise RenderError(
            f"{where}there is no template {problem.name}.", hint=f"Looked in {looked}."
        ) from problem
    except jinja2.TemplateSyntaxError as problem:
        where = f"{problem.filename or problem.name}, line {problem.lineno}"
        raise RenderError(f"{where}: {problem.message}") from problem
    except RenderError:
        raise
    except Exception as problem:
        raise RenderError(
            f"{_place(problem, name, folders)}: {_NO_FIELD.sub(_no_field, str(problem))}",
            hint="`derive templates --describe` lists what a template is given.",
        ) from problem


_NO_FIELD = re.compile(r"^'(?:[\w.]*\.)?(\w+) object' has no attribute '(\w+)'$")


def _no_field(found: re.Match[str]) -> str:
    """What a template is told that asks for what is not there."""
    return f"a {found[1]} has no {found[2]!r}"


def _place(problem: BaseException, name: str, folders: Sequence[Path]) -> str:
    """The template's file and line at which `problem` was raised."""
    place, trace = name, problem.__traceback__
    known = tuple(str(folder) for folder in folders)
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".j2") and file.startswith(known):
            place = f"{file}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return place


@lru_cache(maxsize=16)
def _environment(language: str, folders: tuple[Path, ...]) -> jinja2.Environment:
    escapes: dict[str, Callable[[str], Source]] = {
        "tex": lambda text: Source(tex_text(text)),
        "md": lambda text: Source(markdown_text(text)),
        "html": lambda text: escape(plain_text(text)),
    }
    if language not in escapes:
        raise RenderError(f"A template ends in .html.j2, .tex.j2 or .md.j2, not .{language}.j2.")
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        undefined=jinja2.StrictUndefined,
        autoescape=True,  # so that what a macro returns is source, and not escaped again
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_finalizer(escapes[language], _filters(language)["inline"]),
        **(TEX_DELIMITERS if language == "tex" else {}),
    )
    environment.filters.update(_filters(language))
    return environment


def _finalizer(escaped: Callable[[str], Source], inline: Callable[[Formula], Source]) -> Callable[[Any], Any]:
    """What a value becomes: source as it is, text escaped, and the maths that text holds set as maths."""

    def finalize(value: Any) -> Any:
        if isinstance(value, (Source, jinja2.Undefined)):
            return value
        if isinstance(value, Formula):
            raise TypeError("a formula needs one of the filters inline, display, maths")
        return Source("").join(
            inline(part) if isinstance(part, Formula) else escaped(part) for part in prose(str(value))
        )

    return finalize


def _filters(language: str) -> dict[str, Callable[..., Any]]:
    by_language: dict[str, dict[str, Callable[..., Any]]] = {
        "html": {"inline": _html_inline, "display": _html_display, "maths": plain_text},
        "tex": {"inline": _tex_inline, "display": _tex_display, "styled": _tex_styled, "maths": Source},
        "md": {"inline": _markdown_inline, "display": _markdown_display, "maths": _markdown_source},
    }
    return {**by_language[language], "source": Source, "stem": file_stem, "text": without_maths}


def _html_inline(formula: Formula) -> Markup:
    if not formula.latex:
        return Markup("<code>%s</code>") % formula.plain
    return Markup('<span class="math">%s</span>') % formula.latex


def _html_display(formula: Formula) -> Markup:
    if not formula.latex:
        return Markup("<code>%s</code>") % formula.plain
    return Markup('<span class="math display">%s</span>') % formula.latex


def _tex_inline(formula: Formula) -> Source:
    return Source(f"${formula.latex}$" if formula.latex else texttt(formula.plain))


def _tex_display(formula: Formula) -> Source:
    return Source(
        f"\\[\n{formula.latex}\n\\]"
        if formula.latex
        else r"\begin{quote}" + texttt(formula.plain) + r"\end{quote}"
    )


def _tex_styled(formula: Formula) -> Source:
    """In a line, but as large as in a display."""
    return Source(rf"$\displaystyle {formula.latex}$") if formula.latex else _tex_inline(formula)


def _markdown_inline(formula: Formula) -> Source:
    return Source(
        f"${markdown_maths(formula.latex).strip()}$" if formula.latex else markdown_text(formula.plain)
    )


def _markdown_display(formula: Formula) -> Source:
    if not formula.latex:
        return Source(markdown_text(formula.plain))
    return Source(f"$$\n{markdown_maths(formula.latex)}\n$$")


def _markdown_source(latex: str) -> Source:
    return Source(markdown_maths(latex))
