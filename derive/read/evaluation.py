r"""Values at a place: `\left. f'(x) \right|_{x = a}`, `\frac{df}{dx}\big|_{x = 1, y = 2}`."""

from __future__ import annotations

from derive.read.parse import Parser
from derive.read.scripts import script_tokens, scripts, split_commas
from derive.read.tree import Tree


def at_place(p: Parser, body: Tree) -> Tree:
    """The body, with its letters at what the subscript of the bar says; the cursor is at the subscript."""
    p.expect("_")
    tokens, end = script_tokens(p)
    for part in split_commas(tokens):
        said = p.sub(part, end).whole()
        letter, value = _place(p, body, said)
        body = Tree("evaluated", (body.span[0], end), parts=(body, letter, value))
    if p.is_at("^"):
        p.refuse(p.here.span, "a bar with two limits is not read")
    return scripts(p, body)


def _place(p: Parser, body: Tree, said: Tree) -> tuple[Tree, Tree]:
    """x = a; a value alone is that of the one letter of the derivative, or of the function's argument."""
    if said.kind == "rel" and said.text == "eq" and said.parts[0].kind == "letter":
        return said.parts[0], said.parts[1]
    inner = body
    while inner.kind == "group":
        inner = inner.parts[0]
    letters = dict.fromkeys(inner.parts[1:]) if inner.kind in ("deriv", "nabla") else ()
    if inner.kind == "call":
        letters = dict.fromkeys(inner.parts)
    if said.kind in ("rel", "and", "or") or len(letters) != 1:
        p.refuse(said.span, "which letter has this value is not clear", "write it: |_{x = a}")
    (letter,) = letters
    return letter, said
