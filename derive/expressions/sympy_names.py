"""What SymPy calls our functions, constants and relations: one row each."""

from __future__ import annotations

from typing import Any

import sympy as sp

FUNCTIONS: dict[str, Any] = {
    name: getattr(sp, name)
    for line in (
        "exp log sin cos tan cot sec csc asin acos atan acot asec acsc atan2",
        "sinh cosh tanh coth sech csch asinh acosh atanh acoth asech acsch",
        "sign floor erf erfc erfi erfinv gamma loggamma digamma polygamma beta lowergamma uppergamma",
        "besselj bessely besseli besselk airyai airybi airyaiprime airybiprime",
        "expint fresnels fresnelc binomial factorial",
    )
    for name in line.split()
}
FUNCTIONS |= {"abs": sp.Abs, "ceil": sp.ceiling, "mod": sp.Mod, "ei": sp.Ei}
FUNCTIONS |= {"elliptick": sp.elliptic_k, "elliptice": sp.elliptic_e}
NAMES: dict[Any, str] = {cls: name for name, cls in FUNCTIONS.items()}
CONSTANTS: dict[str, Any] = {"pi": sp.pi, "e": sp.E, "i": sp.I, "inf": sp.oo}
RELATIONS: dict[str, Any] = {"eq": sp.Eq, "ne": sp.Ne, "lt": sp.Lt, "le": sp.Le, "gt": sp.Gt, "ge": sp.Ge}
LOGIC: dict[str, Any] = {"and": sp.And, "or": sp.Or, "not": sp.Not}
