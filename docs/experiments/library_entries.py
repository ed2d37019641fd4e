"""D3: a library entry as text or as Python objects, tried on the GRU.

Both forms are written out below; the script counts what each takes and prints what comes back of the
written order.  Run: python docs/experiments/library_entries.py
"""

from __future__ import annotations

import re
import subprocess
import sys
from statistics import median
from time import perf_counter

TEXT = r"""
from derive.records.entries import Model

GRU = Model(
    id="gru",
    title="The gated recurrent unit",
    letters={
        "m": "size: units",
        "d": "size: inputs",
        "x": "real[d]: the input",
        "h": "real[m]: the state before",
        "W": "real[m, d]", "U": "real[m, m]", "b": "real[m]",
        "V": "real[m, d]", "R": "real[m, m]", "c": "real[m]",
        "P": "real[m, d]", "Q": "real[m, m]", "a": "real[m]",
    },
    equations=(
        r"z_j = \sigma\left(\sum_{k=1}^{d} W_{jk} x_k + \sum_{l=1}^{m} U_{jl} h_l + b_j\right)",
        r"r_j = \sigma\left(\sum_{k=1}^{d} V_{jk} x_k + \sum_{l=1}^{m} R_{jl} h_l + c_j\right)",
        r"n_j = \tanh\left(\sum_{k=1}^{d} P_{jk} x_k + r_j \sum_{l=1}^{m} Q_{jl} h_l + a_j\right)",
        r"s_j = (1 - z_j) n_j + z_j h_j",
    ),
)
"""

OBJECTS = r"""
import sympy as sp
from derive.records.entries import Model

m, d = sp.symbols("m d", integer=True, positive=True)
j, k, l = sp.symbols("j k l", integer=True)  # sp.Idx with a range prints as {z}_{{j}_{1..m}}
x = sp.IndexedBase("x", shape=(d,), real=True)
h = sp.IndexedBase("h", shape=(m,), real=True)
W, V, P = (sp.IndexedBase(name, shape=(m, d), real=True) for name in "WVP")
U, R, Q = (sp.IndexedBase(name, shape=(m, m), real=True) for name in "URQ")
b, c, a = (sp.IndexedBase(name, shape=(m,), real=True) for name in "bca")
z, r, n, s = (sp.IndexedBase(name, shape=(m,), real=True) for name in "zrns")


class sigma(sp.Function):
    def _latex(self, printer, exp=None):
        inside = printer._print(self.args[0])
        return rf"\sigma\left({inside}\right)" + (f"^{{{exp}}}" if exp else "")


EQUATIONS = (
    sp.Eq(z[j], sigma(sp.Sum(W[j, k] * x[k], (k, 1, d)) + sp.Sum(U[j, l] * h[l], (l, 1, m)) + b[j])),
    sp.Eq(r[j], sigma(sp.Sum(V[j, k] * x[k], (k, 1, d)) + sp.Sum(R[j, l] * h[l], (l, 1, m)) + c[j])),
    sp.Eq(n[j], sp.tanh(sp.Sum(P[j, k] * x[k], (k, 1, d)) + r[j] * sp.Sum(Q[j, l] * h[l], (l, 1, m)) + a[j])),
    sp.Eq(s[j], (1 - z[j]) * n[j] + z[j] * h[j]),
)
MEANINGS = {x: "the input", h: "the state before", m: "units", d: "inputs"}
TITLE = "The gated recurrent unit"
"""


def lines(source: str) -> int:
    return sum(1 for line in source.splitlines() if line.strip())


def letters_in_order(latex: str) -> str:
    """The letters of a formula as they follow each other, without commands and subscripts."""
    plain = re.sub(r"\\[A-Za-z]+|\^\{[^{}]*\}", " ", latex)
    bare = re.sub(r"_\{[^{}]*\}|_[A-Za-z]", " ", plain)
    return "".join(re.findall(r"[A-Za-z]", bare))


def seconds(code: str) -> float:
    times = []
    for _ in range(5):
        start = perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        times.append(perf_counter() - start)
    return median(times)


def message(source: str) -> str:
    """The last lines a person sees when the entry has a slip."""
    found = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    return found.stderr.strip().splitlines()[-1] if found.stderr else "(none)"


def main() -> None:
    print(f"{'':<26}{'text':>8}{'objects':>10}")
    print(f"{'lines':<26}{lines(TEXT):>8}{lines(OBJECTS):>10}")
    print(f"{'characters':<26}{len(TEXT):>8}{len(OBJECTS):>10}")
    base = seconds("pass")
    text, objects = seconds(TEXT) - base, seconds(OBJECTS) - base
    print(f"{'time to load, ratio':<26}{1:>8}{objects / text:>10.0f}")
    scope: dict[str, object] = {}
    exec(compile(OBJECTS, "objects", "exec"), scope)  # our own constant above
    written = re.findall(r'r"(.*)",', TEXT)
    for text_line, equation in zip(written, scope["EQUATIONS"], strict=True):  # type: ignore[call-overload]
        shown = scope["sp"].latex(equation)  # type: ignore[attr-defined]
        kept = letters_in_order(text_line) == letters_in_order(shown)
        print(
            f"order {'kept' if kept else 'lost'}: {letters_in_order(text_line)} → {letters_in_order(shown)}"
        )
    print("a slip in the objects:", message(OBJECTS.replace("b[j])),", "bb[j])),")))
    print("an index out of place:", message(OBJECTS.replace("U[j, l] * h[l]", "U[j, l] * h[k]")))


if __name__ == "__main__":
    main()
