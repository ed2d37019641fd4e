"""How formulas are set: the choices of a reader's own notation that are not a letter's or a function's."""

from __future__ import annotations

from dataclasses import dataclass

LAYOUTS = ("mixed", "numerator", "denominator")


@dataclass(frozen=True)
class Style:
    r"""How formulas are set.

    exp_width  an exponent longer than this is printed as \exp(…)
    hadamard   the sign of the elementwise product
    transpose  the mark of the transpose
    nabla      whether ∂L/∂z_k of a scalar letter L is printed (∇_z L)_k
    layout     how the entries of ∂y/∂x stand, with y or x a vector or a matrix:

        layout        ∂number/∂column  ∂number/∂W    ∂column/∂number  ∂column/∂column
        mixed         a column         shape of W    a column         dim y × dim x
        numerator     a row            shape of Wᵀ   a column         dim y × dim x
        denominator   a column         shape of W    a row            dim x × dim y
    """

    exp_width: int = 36
    hadamard: str = r"\odot"
    transpose: str = r"\top"
    nabla: bool = False
    layout: str = "mixed"

    def turns(self, over: int, by: int, *, letter: bool = False) -> bool:
        """Whether ∂y/∂x is the transpose of what it is in the mixed layout, for y and x of these ranks.

        The gradient ∇_x y of a letter y, where it is printed so, has the shape of x in every layout.
        """
        if self.layout == "numerator":
            return over == 0 and by in (1, 2) and not (self.nabla and letter)
        if self.layout == "denominator":
            return (over, by) in ((1, 0), (2, 0), (1, 1))
        return False


PLAIN = Style()
