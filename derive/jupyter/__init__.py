"""The door for notebooks and scripts: calls that return what shows itself."""

from derive.jupyter.calls import check, derivation, equal, gradient
from derive.jupyter.shown import ShownDerivation, ShownVerdict

__all__ = ["ShownDerivation", "ShownVerdict", "check", "derivation", "equal", "gradient"]
