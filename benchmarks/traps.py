"""Wrong answers that another system gives, asked of ours: `python -m benchmarks.traps`.

Each trap of `sympy_traps.jsonl` that can be said as a statement is here by its id, with the right answer
and the wrong one: the first must not be refuted, the second not be proved. The others are listed with the
reason why they are no statement.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass

import click

from benchmarks.cases import NoCases, folder
from benchmarks.table import library_table
from derive.engine.prove import decide
from derive.errors import DeriveError
from derive.expressions.build import ONE, sym
from derive.notation.context import EMPTY, Context, Letter
from derive.read import read_relation
from derive.records.statement import Statement

N, ROWS = sym("n"), sym("r")
TRUE, FALSE = True, False


@dataclass(frozen=True)
class Trap:
    """text is true or false as it stands; `assume` are relations."""

    id: str
    text: str
    truth: bool
    assume: tuple[str, ...] = ()


W = "((sqrt(2)+sqrt(3))^2 - 5 - 2*sqrt(6))"
ROOT = "sqrt(62274204097870571696467174993143330835664166821124311)"
TRAPS: tuple[Trap, ...] = (
    Trap(
        "mat-trace-sq-plus-const",
        "D(Sum(F[j,j],(j,1,n))^2 + 1, F[i,k]) = 2*Sum(F[j,j],(j,1,n))*delta(i,k)",
        TRUE,
    ),
    Trap("mat-trace-sq-plus-const", "D(Sum(F[j,j],(j,1,n))^2 + 1, F[i,k]) = 0", FALSE),
    Trap(
        "mat-sum-of-traces",
        "D(Sum(Sum(F[j,l]^2,(j,1,n)),(l,1,n)) + Sum(Sum(G[j,l]^2,(j,1,n)),(l,1,n)), F[i,k]) = 2*F[i,k]",
        TRUE,
    ),
    Trap("mat-sum-of-traces", "D(Sum(Sum(F[j,l]^2,(j,1,n)),(l,1,n)), F[i,k]) = 0", FALSE),
    Trap(
        "mat-trace-plus-trace-same",
        "D(Sum(Sum(F[j,l]^2,(j,1,n)),(l,1,n)) + Sum(Sum(G[j,l]*F[l,j],(j,1,n)),(l,1,n)), F[i,k])"
        " = 2*F[i,k] + G[k,i]",
        TRUE,
    ),
    Trap("mat-exp-trace", "D(exp(Sum(F[j,j],(j,1,n))), F[i,k]) = exp(Sum(F[j,j],(j,1,n)))*delta(i,k)", TRUE),
    Trap("mat-exp-trace", "D(exp(Sum(F[j,j],(j,1,n))), F[i,k]) = 0", FALSE),
    Trap("mat-logdet", "D(log(a*d - b*c), a) = d/(a*d - b*c)", TRUE),
    Trap("mat-logdet", "D(log(a*d - b*c), a) = 0", FALSE),
    Trap("mat-det-squared", "D((a*d - b*c)^2, a) = 2*(a*d - b*c)^2*d/(a*d - b*c)", TRUE),
    Trap("mat-hadamard-trace-shape", "D(Sum(G[j,j]*F[j,j],(j,1,n)), F[i,k]) = G[i,i]*delta(i,k)", TRUE),
    Trap("mat-hadamard-trace-shape", "D(Sum(G[j,j]*F[j,j],(j,1,n)), F[i,k]) = G[i,i]", FALSE),
    Trap("mat-entry-wrt-matrix", "D(F[j,l], F[i,k]) = delta(i,j)*delta(k,l)", TRUE),
    Trap("mat-wrt-entry", "D(F[j,l], F[i,k]) = 0", FALSE),
    Trap("mat-product-layout", "D(Sum(F[l,j]*X[j],(j,1,n)), X[i]) = F[l,i]", TRUE),
    Trap("mat-product-layout", "D(Sum(F[l,j]*X[j],(j,1,n)), X[i]) = F[i,l]", FALSE),
    Trap(
        "logsumexp-index-capture",
        "D(log(Sum(exp(X[i]),(i,1,n))), X[i]) = exp(X[i])/Sum(exp(X[k]),(k,1,n))",
        TRUE,
    ),
    Trap("logsumexp-index-capture", "D(log(Sum(exp(X[i]),(i,1,n))), X[i]) = 1", FALSE),
    Trap("mse-index-capture", "D(Sum((X[i]-Y[i])^2,(i,1,n))/n, X[i]) = 2*(X[i]-Y[i])/n", TRUE),
    Trap("mse-index-capture", "D(Sum((X[i]-Y[i])^2,(i,1,n))/n, X[i]) = Sum(2*X[i]-2*Y[i],(i,1,n))/n", FALSE),
    Trap("func-of-index-diff", "D(Sum(X[i]^2,(i,1,n)), X[k]) = 2*X[k]", TRUE),
    Trap("func-of-index-diff", "D(Sum(X[i]^2,(i,1,n)), X[k]) = 0", FALSE),
    Trap("relu-diff-at-0", "D(max(0,x), x) = where(x > 0, 1, 0)", TRUE),
    Trap("relu-diff-at-0", "D(max(0,x), x) = 1/2", FALSE),
    Trap("abs-diff-at-0", "D(abs(x), x) = sign(x)", TRUE),
    Trap("abs-diff-at-0", "D(abs(x), x) = 0", FALSE),
    Trap("equals-kdelta-sym", "delta(p,q)*p = delta(p,q)*q", TRUE),
    Trap("zero-over-zero", f"{W}/{W} = 1", FALSE),
    Trap("zero-denominator-cancel", f"x*{W}/(y*{W}) = x/y", FALSE),
    Trap("evalf-acos-zero", "acos(7823207/7823209) = 0", FALSE),
    Trap(
        "floor-wrong-big",
        f"floor(({ROOT} + 251519874856047008187562714)/596987581) = 839327132406530643",
        TRUE,
    ),
    Trap(
        "floor-wrong-big",
        f"floor(({ROOT} + 251519874856047008187562714)/596987581) = 839327132406530642",
        FALSE,
    ),
    Trap("sum-evalf-geometric", "Limit(Sum(0.1^j,(j,0,n)), n, oo) = 10/9", TRUE),
    Trap("sum-evalf-geometric", "Limit(Sum(0.1^j,(j,0,n)), n, oo) = 1", FALSE),
    Trap("pow-false-precision", "1 - sinh(log(1+sqrt(2)))^2 = 0", TRUE),
    Trap("pow-false-precision", "(1 - sinh(log(1+sqrt(2)))^2)^2 > 0", FALSE),
    Trap(
        "sum-kdelta-piecewise-capture",
        "Sum(delta(i,j)*where(X[i] > 0, 1, 0),(i,1,n)) = where(X[j] > 0, 1, 0)",
        TRUE,
    ),
    Trap(
        "sum-kdelta-piecewise-capture",
        "Sum(delta(i,j)*where(X[i] > 0, 1, 0),(i,1,n)) = where(X[k] > 0, 1, 0)",
        FALSE,
    ),
    Trap("sum-piecewise-capture", "-Sum(where(i >= 174/25, i^2, 0),(i,0,12)) = -559", TRUE),
    Trap("sum-piecewise-capture", "-Sum(where(i >= 174/25, i^2, 0),(i,0,12)) = -650", FALSE),
    Trap("sum-binomial-2k", "Sum(binomial(2,k)*k^2,(k,0,1)) = 2", TRUE),
    Trap("sum-binomial-2k", "Sum(binomial(2,k)*k^2,(k,0,1)) = -2", FALSE),
    Trap("sum-rational-hole", "Sum(1/((i-3)*(i+2)),(i,1,2)) = -5/12", TRUE),
    Trap("sum-convergence-cond", "Sum(binomial(3,m)*2^m,(m,0,3)) = 27", TRUE),
    Trap("sum-convergence-cond", "Sum(binomial(n,m)*x^m,(m,0,n)) = (1+x)^n", TRUE, ("x > 0",)),
    Trap("solveset-identity", "x/(x-1) - 1/(x-1) - 1 = 0", TRUE),
    Trap("zero-pow-zero", "0^p = 0", FALSE, ("p >= 0",)),
    Trap("zero-pow-zero", "0^p = 1", FALSE, ("p >= 0",)),
    Trap("cbrt-negative", "(x^3)^(1/3) = x", TRUE),
    Trap("log-pow-real", "log(x^2) - 2*log(x) = 0", TRUE),
    Trap("equals-softmax-jacobian", "P[i]*(delta(i,j)-P[j]) = P[j]*(delta(i,j)-P[i])", TRUE),
    Trap("equals-floor-half", "floor((p+1)/2) = ceil(p/2)", TRUE),
    Trap("equals-floor-sqrt", "floor(sqrt(floor(x))) = floor(sqrt(x))", TRUE, ("x >= 0",)),
    Trap("equals-kdelta-zero", "(p-q)*delta(p,q) = 0", TRUE),
)

NO_STATEMENT = {
    "pw-diff-removable": "the derivative at a removable seam: a claim on a value, not on a formula",
    "pw-diff-sinc2": "a second derivative at a removable point",
    "pw-diff-jump": "that a derivative does not exist is no relation of two sides",
    "equals-false-positive-assumption": "the exponential of a matrix",
    "is-zero-false-for-zero": "complex roots",
    "inv-of-zero-evalf": "complex roots; a value without meaning",
    "sum-evalf-51": "binomial(128−51, 64−w) summed with sines: a value to some digits, no relation",
    "positive-false": "complex roots and LambertW",
    "sum-inv-factorial-neg": "a factorial of negative integers (1/∞) inside of the range",
    "sum-noninteger-bound": "a limit of a sum that is no integer",
    "combsimp-symmetry": "a convention on binomials of negative integers",
    "subs-order": "an order of substitutions, no relation",
    "gcd-polynomial-for-integers": "no greatest common divisor in the language",
}


def context() -> Context:
    reals = [Letter(x) for x in "abcdxy"]
    places = [Letter(x, "index", lo=ONE, hi=N) for x in "ijkl"]
    arrays = [Letter(x, axes=(N,)) for x in "XYP"] + [Letter(x, axes=(N, N)) for x in "FG"]
    integers = [Letter(x, "integer") for x in "pq"]
    return EMPTY.with_letters(*reals, Letter("n", "size"), *places, *arrays, *integers)


def answer(trap: Trap) -> tuple[str, str]:
    """right · wrong · undecided · unread, and the verdict."""
    table = library_table()
    known = context()
    try:
        for each in trap.assume:
            known = known.assuming(read_relation(each, known, table).expr)
        relation = read_relation(trap.text, known, table).expr
        verdict = decide(Statement(*relation.args, known, relation.head), table)
    except DeriveError as error:
        return "unread", error.message
    word = verdict.verdict
    if word == "undecided":
        return word, verdict.reason
    holds = word == "proved"
    return ("right" if holds == trap.truth else "wrong"), f"{word}: {verdict.reason}"


@click.command()
def main() -> None:
    """Every trap as true and false statements: right or undecided, never wrong."""
    try:
        rows = [json.loads(x) for x in (folder() / "sympy_traps.jsonl").read_text("utf-8").splitlines()]
    except NoCases as missing:
        raise click.ClickException(str(missing)) from missing
    counts: dict[str, int] = {}
    for trap in TRAPS:
        word, detail = answer(trap)
        counts[word] = counts.get(word, 0) + 1
        if word != "right":
            click.echo(f"{word:<10}{trap.id:<32}{trap.text}  [{', '.join(trap.assume)}]\n{'':<10}{detail}")
    told = {trap.id for trap in TRAPS}
    for row in rows:
        if row["id"] not in told:
            reason = NO_STATEMENT.get(row["id"], "not said here yet")
            click.echo(f"{'no claim':<10}{row['id']:<32}{reason}")
    covered = sum(row["id"] in told for row in rows)
    click.echo(f"{len(rows)} traps, {covered} of them as {len(TRAPS)} statements: {counts}")
    sys.exit(1 if counts.get("wrong") else 0)


if __name__ == "__main__":
    main()
