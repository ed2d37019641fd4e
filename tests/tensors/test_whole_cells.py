"""Whole recurrent cells as arrays, sizes as numbers and as letters: gradients proved, false ones refuted.

A false gradient lacks a factor, has another sign, or another gate.
"""

from __future__ import annotations

import pytest

import derive

CELL = "(dc + dh*o*(1 - tanh(c)^2))"
LSTM_GATES = {
    "i": f"({CELL}*g*i*(1 - i))",
    "f": f"({CELL}*c0*f*(1 - f))",
    "g": f"({CELL}*i*(1 - g^2))",
    "o": "(dh*tanh(c)*o*(1 - o))",
}
NEW = "(dh*(1 - z)*(1 - n^2))"
GRU_GATES = {"n": NEW, "z": "(dh*(h0 - n)*z*(1 - z))", "r": f"({NEW}*hn*r*(1 - r))"}
STATE = "(dh*(1 - h^2))"
FUNCTIONS = {"i": "sigma", "f": "sigma", "g": "tanh", "o": "sigma"}
LSTM = [f"{g} = {f}(x@W{g}.T + h0@U{g}.T + ones(N)@b{g}.T)" for g, f in FUNCTIONS.items()]
LSTM += ["c = f*c0 + i*g", "h = o*tanh(c)", "L = total(h*dh) + total(c*dc)"]
GRU = [f"{g} = sigma(x@W{g}.T + h0@U{g}.T)" for g in "rz"]
GRU += ["hn = h0@Un.T", "n = tanh(x@Wn.T + r*hn)", "h = (1 - z)*n + z*h0", "L = total(h*dh)"]
RNN = ["h = tanh(x@W.T + h0@U.T)", "L = total(h*dh)"]
CELLS = {"LSTM": (LSTM, "ifgo"), "GRU": (GRU, "rzn"), "RNN": (RNN, ("",))}
LENGTHS = {"numbers": {"N": "2", "H": "3", "M": "4"}, "letters": {"N": "N", "H": "H", "M": "M"}}

TRUE = [
    ("LSTM", "x", " + ".join(f"{d}@W{g}" for g, d in LSTM_GATES.items())),
    ("LSTM", "h0", " + ".join(f"{d}@U{g}" for g, d in LSTM_GATES.items())),
    ("LSTM", "c0", f"{CELL}*f"),
    *(("LSTM", f"W{g}", f"{d}.T@x") for g, d in LSTM_GATES.items()),
    *(("LSTM", f"U{g}", f"{d}.T@h0") for g, d in LSTM_GATES.items()),
    ("LSTM", "bf", f"{LSTM_GATES['f']}.T@ones(N)"),
    ("GRU", "x", f"{GRU_GATES['z']}@Wz + {GRU_GATES['r']}@Wr + {NEW}@Wn"),
    ("GRU", "h0", f"dh*z + {GRU_GATES['z']}@Uz + {GRU_GATES['r']}@Ur + ({NEW}*r)@Un"),
    ("GRU", "Wn", f"{NEW}.T@x"),
    ("GRU", "Un", f"({NEW}*r).T@h0"),
    ("GRU", "Ur", f"{GRU_GATES['r']}.T@h0"),
    ("RNN", "W", f"{STATE}.T@x"),
    ("RNN", "U", f"{STATE}.T@h0"),
    ("RNN", "h0", f"{STATE}@U"),
]  # fmt: skip
SLIPS = (
    ("o*(1 - o)", "o"), ("*(1 - g^2)", ""), ("(1 - tanh(c)^2)", "(1 - c^2)"), ("dc + ", "dc - "),
    ("c0*f", "c*f"), ("(1 - n^2)", "(1 - n)"), ("h0 - n", "n - h0"), ("*r)", "*z)"), ("(1 - z)", "z"),
    ("1 - h^2", "1 - h"), ("dh*o", "dh"), ("*hn", ""),
)  # fmt: skip
FALSE = [
    (cell, letter, right.replace(was, put, 1))
    for cell, letter, right in TRUE
    for was, put in [pair for pair in SLIPS if pair[0] in right][:2]
]


def verdict(cell: str, letter: str, right: str, sizes: str) -> str:
    lengths, (equations, gates) = LENGTHS[sizes], CELLS[cell]
    n, h, m = (lengths[s] for s in "NHM")
    shapes = dict.fromkeys(("h0", "c0", "dh", "dc"), f"{n},{h}") | {"x": f"{n},{m}"}
    for g in gates:
        shapes |= {f"W{g}": f"{h},{m}", f"U{g}": f"{h},{h}", f"b{g}": h}
    put = {name: text.replace("ones(N)", f"ones({n})") for name, text in [("right", right)]}
    define = [e.replace("ones(N)", f"ones({n})") for e in equations]
    return derive.equal(f"D(L, {letter})", put["right"], shapes=shapes, define=define).verdict


@pytest.mark.parametrize("sizes", LENGTHS)
@pytest.mark.parametrize(("cell", "letter", "right"), TRUE, ids=lambda x: x[:12])
def test_a_gradient_of_a_cell(cell: str, letter: str, right: str, sizes: str) -> None:
    assert verdict(cell, letter, right, sizes) == "proved"


@pytest.mark.parametrize("sizes", LENGTHS)
@pytest.mark.parametrize(("cell", "letter", "right"), FALSE, ids=lambda x: x[:12])
def test_a_false_gradient_of_a_cell(cell: str, letter: str, right: str, sizes: str) -> None:
    assert verdict(cell, letter, right, sizes) == "refuted"


def test_there_are_enough_false_ones() -> None:
    assert len(FALSE) >= 25
    assert all(right not in [t[2] for t in TRUE] for _, _, right in FALSE)
