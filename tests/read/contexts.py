"""The letters that the tables of these tests use."""

from derive.notation.context import EMPTY, Context
from derive.read import read_letter
from derive.registry import load_registry

FUNCTIONS = load_registry().functions
SCALARS = {"a": "real", "b": "real", "c": "real", "x": "real", "y": "real", "theta": "real", "L": "real"}
INDEXED = {
    "z": "real[n]",
    "p": "real[n]",
    "A": "real[n, m]",
    "n": "size",
    "m": "size",
    "i": "index 1..n",
    "k": "index 1..n",
    "f": "function",
    "W^{(2)}": "real",
    "h_{t-1}": "real",
    "y_hat": "real",
}
ARRAYS = {
    "W": "real[m, n]",
    "A": "real[n, n]",
    "B": "real[n, n]",
    "x": "real[n]",
    "z": "real[n]",
    "b": "real[m]",
    "y": "real[m]",
    "h": "real[k]",
    "c": "real",
    "n": "size",
    "m": "size",
    "k": "size",
    "i": "index 1..m",
    "j": "index 1..n",
}


def context(*tables: dict[str, str]) -> Context:
    return EMPTY.with_letters(*(read_letter(name, text) for table in tables for name, text in table.items()))


NUMBERS = context(SCALARS, INDEXED)
WITH_ARRAYS = context(ARRAYS)
