"""Back-propagation through time, T = 1 … 100: `python -m benchmarks.bptt [--peers]`.

An LSTM of vectors. Ours is derived once over symbolic T, every term proved, then written out for T steps as
instances of the adjoint lines; SymPy differentiates the last state of a scalar LSTM, unrolled,
with its definitions put in. What is printed is time in all, and time for each step written out.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import Any

from derive.derivations.stage_proofs import prove_stages
from derive.derivations.staged import backpropagate
from derive.derivations.unrolled import unrolled
from derive.engine.prove import decide
from derive.expressions.build import ONE, sym
from derive.jupyter.library import library_of
from derive.notation.context import EMPTY, Context, Definition, Letter
from derive.read import read_expression

GATES = {"f": "sigma", "i": "sigma", "o": "sigma", "g": "tanh"}
EQUATIONS = (
    *(
        f"z{q}[t,j] = Sum(W{q}[j,l] x[t,l], (l,1,D)) + Sum(U{q}[j,l] h[t-1,l], (l,1,H)) + b{q}[j]"
        for q in GATES
    ),
    *(f"{q}[t,j] = {name}(z{q}[t,j])" for q, name in GATES.items()),
    "c[t,j] = f[t,j] c[t-1,j] + i[t,j] g[t,j]",
    "h[t,j] = o[t,j] tanh(c[t,j])",
)
LENGTHS = (1, 2, 5, 10, 20, 50, 100)


def lstm(functions: Any) -> Context:
    """The equations of an LSTM over symbolic T."""
    time_, hidden, inputs = sym("T"), sym("H"), sym("D")
    axes = {"x": (time_, inputs)}
    for q in GATES:
        axes |= {f"W{q}": (hidden, inputs), f"U{q}": (hidden, hidden), f"b{q}": (hidden,)}
        axes |= {f"z{q}": (time_, hidden), q: (time_, hidden)}
    axes |= dict.fromkeys(("c", "h", "e"), (time_, hidden))
    context = EMPTY.with_letters(
        *(Letter(n, role="size") for n in ("T", "H", "D")),
        *(Letter(n, axes=shape) for n, shape in axes.items()),
        Letter("t", role="index", lo=ONE, hi=time_),
        Letter("j", role="index", lo=ONE, hi=hidden),
    )
    for text in EQUATIONS:
        left, _, right = text.partition("=")
        sides = [read_expression(s, context, functions, syntax="plain").expr for s in (left, right)]
        context = context.with_definitions(Definition(*sides))
    return context


def ours(steps: int) -> str:
    """Derive, prove every term, write out `steps` steps; the verdicts in words."""
    functions = library_of(()).functions
    found = backpropagate(lstm(functions), functions, ["Uf"], direct={"h": "e"}, labels=[sym("T")])
    verdicts = prove_stages(found, lambda statement: decide(statement, functions))
    lines = unrolled(found, sym("T"), steps)
    proved = sum(v.verdict == "proved" for _, v in verdicts)  # type: ignore[attr-defined]
    return f"{proved} of {len(verdicts)} terms proved, {len(lines)} lines"


def steps_alone(found: Any, steps: int) -> int:
    return len(unrolled(found, sym("T"), steps))


def sympys(steps: int) -> str:
    """d h_T / d u of a scalar LSTM with one weight for each gate."""
    sympy = __import__("sympy")
    h, c = sympy.Symbol("h_0"), sympy.Symbol("c_0")
    w = {q: sympy.Symbol(f"w_{q}") for q in GATES}
    u = {q: sympy.Symbol(f"u_{q}") for q in GATES}
    for t in range(1, steps + 1):
        x = sympy.Symbol(f"x_{t}")
        z = {q: w[q] * x + u[q] * h for q in GATES}
        gate = {q: 1 / (1 + sympy.exp(-z[q])) if q != "g" else sympy.tanh(z[q]) for q in GATES}
        c = gate["f"] * c + gate["i"] * gate["g"]
        h = gate["o"] * sympy.tanh(c)
    return f"{sympy.count_ops(sympy.diff(h, u['f'])):,} operations"


def pytensors(steps: int) -> str:
    """The gradient graph of an unrolled vector LSTM by its matrix U_f."""
    tensor = __import__("pytensor.tensor", fromlist=["grad"])
    x = [tensor.vector(f"x{t}") for t in range(steps)]
    w, u, b = ({q: make(n + q) for q in GATES} for n, make in _parameters(tensor))
    h, c = tensor.zeros((3,)), tensor.zeros((3,))
    for t in range(steps):
        z = {q: w[q] @ x[t] + u[q] @ h + b[q] for q in GATES}
        gate = {q: tensor.tanh(z[q]) if q == "g" else tensor.sigmoid(z[q]) for q in GATES}
        c = gate["f"] * c + gate["i"] * gate["g"]
        h = gate["o"] * tensor.tanh(c)
    tensor.grad(h.sum(), u["f"])
    return "a graph; no closed form, no proof"


def tensorgrads(steps: int) -> str:
    """The closed form that tensorgrad gives for the gradient of an unrolled vector LSTM by its matrix U_f."""
    tg = __import__("tensorgrad")
    functions = __import__("tensorgrad.functions", fromlist=["tanh"])
    n, d = __import__("sympy").symbols("n d")
    w = {q: tg.Variable(f"W{q}", i=n, k=d) for q in GATES}
    u = {q: tg.Variable(f"U{q}", i=n, j=n) for q in GATES}
    b = {q: tg.Variable(f"b{q}", i=n) for q in GATES}
    h, c = tg.Variable("h0", i=n), tg.Variable("c0", i=n)
    for t in range(steps):
        x = tg.Variable(f"x{t}", k=d)
        z = {q: w[q] @ x + u[q] @ h.rename(i="j") + b[q] for q in GATES}
        gate = {q: (functions.tanh if q == "g" else functions.sigmoid)(z[q]) for q in GATES}
        c = gate["f"] * c + gate["i"] * gate["g"]
        h = gate["o"] * functions.tanh(c)
    found = tg.Derivative(functions.sum(h), u["f"]).full_simplify()
    return f"{len(str(found)):,} characters; no proof"


def _parameters(tensor: Any) -> list[tuple[str, Any]]:
    return [("W", tensor.matrix), ("U", tensor.matrix), ("b", tensor.vector)]


def timed(run: Callable[[int], Any], steps: int) -> tuple[float, Any]:
    start = time.perf_counter()
    said = run(steps)
    return time.perf_counter() - start, said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", action="store_true", help="SymPy, tensorgrad and PyTensor too")
    options = parser.parse_args()
    ours(1)
    functions = library_of(()).functions
    found = backpropagate(lstm(functions), functions, ["Uf"], direct={"h": "e"}, labels=[sym("T")])
    for steps in LENGTHS:
        total, said = timed(ours, steps)
        alone = min(timed(lambda n: steps_alone(found, n), steps)[0] for _ in range(3))
        print(
            f"derive   T = {steps:>3}  {total:7.3f} s in all, {1000 * alone / steps:6.2f} ms a step  {said}",
            flush=True,
        )
    if not options.peers:
        return
    for steps in (1, 2, 3):
        total, said = timed(sympys, steps)
        print(f"SymPy    T = {steps:>3}  {total:7.3f} s  {said}", flush=True)
        if total > 60:
            break
    for steps in (1, 2):
        total, said = timed(tensorgrads, steps)
        print(f"tensorgrad T = {steps:>2} {total:7.3f} s  {said}", flush=True)
    for steps in (1, 10, 100):
        total, said = timed(pytensors, steps)
        print(f"PyTensor T = {steps:>3}  {total:7.3f} s  {said}", flush=True)


if __name__ == "__main__":
    main()
