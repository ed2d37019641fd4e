"""The doors between our tree and SymPy: `from_sympy` and `to_sympy`.

Only the four modules `sympy_*` import SymPy; everything else works without it.  Both directions are
tables: a SymPy class and the name of our function stand in one row of `sympy_names.FUNCTIONS`.  What is
in no table is refused by name, never guessed.

SymPy evaluates on sight (`x/x` is 1 before we see it), so what `from_sympy` is given has already lost
those conditions; `to_sympy` builds unevaluated objects unless told otherwise.  Distinct symbols of one
name (`Dummy`, or other assumptions) would fall together in our tree and are refused.
"""

from derive.expressions.sympy_reader import from_sympy
from derive.expressions.sympy_writer import to_sympy

__all__ = ["from_sympy", "to_sympy"]
