"""An assumed equation is no definition: a derivative by one of its letters, of another, is not judged."""

import pytest

import derive

OPEN = [
    ("0", "D(y^2, x)", "y = 2*x", {}),
    ("8*x", "D(y^2, x)", "y = 2*x", {}),
    ("0", "D(y.T@y, x)", "y = A@x", {"A": "m,n", "x": "n", "y": "m"}),
]
PROVED = [
    ("2*x", "D(x^2, x)", "y = 2*x", {}),
    ("2*A@x", "D(x.T@A@x, x)", "A = A.T", {"A": "n,n", "x": "n"}),
    ("2*y", "D(y^2, y)", "p + q = 1", {}),
]


@pytest.mark.parametrize(("answer", "asked", "assumed", "shapes"), OPEN)
def test_whether_a_letter_moves_is_not_guessed(
    answer: str, asked: str, assumed: str, shapes: dict[str, str]
) -> None:
    verdict = derive.check(answer, equals=asked, assume=[assumed], shapes=shapes)
    assert verdict.verdict == "undecided"
    assert "is not said" in verdict.reason


@pytest.mark.parametrize(("answer", "asked", "assumed", "shapes"), PROVED)
def test_equations_between_other_letters_do_not_matter(
    answer: str, asked: str, assumed: str, shapes: dict[str, str]
) -> None:
    assert derive.check(answer, equals=asked, assume=[assumed], shapes=shapes)


def test_a_definition_says_it() -> None:
    assert derive.check("8*x", equals="D(y^2, x)", define=["y = 2*x"])


def test_no_derivation_is_shown_of_what_is_not_said() -> None:
    with pytest.raises(derive.DeriveError, match="is not said"):
        derive.gradient("y^2", wrt="x", assume=["y = 2*x"])
