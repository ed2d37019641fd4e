"""Names of letters as plain text, for the words in a picture."""

from __future__ import annotations

from collections.abc import Sequence

from derive.render.naming import split_name

_RAISED = str.maketrans("abcdefghijklmnoprstuvwxyz0123456789", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_GREEK = {"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "lambda": "λ", "mu": "μ"}
_GREEK |= {
    "sigma": "σ",
    "theta": "θ",
    "eta": "η",
    "phi": "φ",
    "rho": "ρ",
    "tau": "τ",
    "omega": "ω",
    "pi": "π",
}


def plain_names(names: Sequence[str]) -> str:
    return ", ".join(map(plain_name, names))


def plain_name(name: str) -> str:
    """`W^{(f)}` → Wᶠ, `y_{11}` → y₁₁, `lambda` → λ."""
    base, below, raised = split_name(name)
    base = _GREEK.get(base.lstrip("\\"), base.lstrip("\\"))
    return base + "".join(below).translate(_LOWERED) + raised.strip("()").translate(_RAISED)
