"""I beside matrices is the unit matrix, I_n that of n rows; 'complex' and 'matrix' are no sizes."""

from __future__ import annotations

import pytest

import derive
from derive.errors import DeriveError

SQUARE = {"A": "n,n"}
PROVED = [
    (r"A^{-1} A", "I", SQUARE),
    (r"A A^{-1}", "I_n", SQUARE),
    (r"A A^{-1}", r"\mathbf{I}", SQUARE),
    (r"A I_n", "A", SQUARE),
    (r"I_n A I", "A", SQUARE),
    (r"(I - A)(I + A)", "I - A^2", SQUARE),
    (r"(I + A)^T", "I + A^T", SQUARE),
    (r"W I_3", "W", {"W": "2,3"}),
    (r"\mathrm{tr}(I_n)", "n", SQUARE),
    (r"\sum_i I_i", r"\sum_j I_j", {}),
]
REFUSED = [
    (r"\mathrm{tr}(I)", "n", {}),
    (r"\det(I)", "1", {}),
    (r"A A^{-1}", "I", {}),
    (r"W I_2", "W", {"W": "2,3"}),
    ("z", "z", {"z": "complex"}),
    ("W", "W", {"W": "matrix"}),
]


@pytest.mark.parametrize(("left", "right", "shapes"), PROVED)
def test_unit_matrix_is_read(left, right, shapes):
    assert derive.equal(left, right, shapes=shapes, syntax="latex").verdict == "proved"


@pytest.mark.parametrize(("left", "right", "shapes"), REFUSED)
def test_what_may_mean_two_things_is_refused(left, right, shapes):
    with pytest.raises(DeriveError):
        derive.equal(left, right, shapes=shapes, syntax="latex")


def test_scalar_is_a_number():
    assert derive.equal("a b", "b a", shapes={"a": "scalar", "b": "number"}).verdict == "proved"
