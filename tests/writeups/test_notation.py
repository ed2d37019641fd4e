"""A course's own notation, from its TOML file to the page."""

from __future__ import annotations

import pytest

from derive.errors import LibraryError
from derive.registry import load_registry
from derive.registry.preferences import read_preferences
from derive.render.documents import template_folders
from derive.results.claim_pages import Pages
from derive.writeups.layout import page_of
from derive.writeups.write import document


def written(tmp_path, toml, id_="mse.gradient"):
    file = tmp_path / "notation.toml"
    file.write_text(toml, encoding="utf-8")
    registry = load_registry(preferences=read_preferences(file))
    return document(page_of(Pages(registry).writeup(id_)), "tex", template_folders())


@pytest.mark.parametrize(
    ("toml", "there", "gone"),
    [
        ('[letters]\nE = "J"\n', r"\frac{\partial J}{\partial w_j}", r"\frac{\partial E}"),
        ('[style]\nvectors = "bold"\n', r"\mathbf{w} \in \mathbb{R}^{d}", r"\mathbf{w}_j"),
        ('[style]\nmatrices = "bold"\n', r"\mathbf{x} \in \mathbb{R}^{N \times d}", r"\mathbf{w}"),
        ('[style]\ngradient = "nabla"\n', r"(\nabla_{w} E)_j", r"\frac{\partial E}{\partial w_j} &="),
    ],
)
def test_notation_reaches_the_page(tmp_path, toml, there, gone):
    tex = written(tmp_path, toml).split("As documented")[0]
    assert there in tex
    assert gone not in tex


@pytest.mark.parametrize(
    ("toml", "complaint"),
    [
        ('[style]\nvectors = "italic"\n', "plain or bold"),
        ('[style]\nlayout = "x"\n', "no layout"),
        ('[style]\nhadamard = "\\\\input{x}"\n', "no sign"),
        ('[style]\ntranspose = ""\n', "no sign"),
        ('[letters]\nE = "\\\\input{x}"\n', "not printed so"),
        ('[functions]\nsigma = "\\\\write18{x}"\n', "not printed so"),
    ],
)
def test_a_wrong_style_is_named(tmp_path, toml, complaint):
    file = tmp_path / "notation.toml"
    file.write_text(toml, encoding="utf-8")
    with pytest.raises(LibraryError, match=complaint):
        read_preferences(file)
