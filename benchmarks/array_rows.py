"""The rows on matrices, cells, sizes and counts through the public doors: `python -m benchmarks.array_rows`.

A row's text is respelled where it uses words of its own (rowsoftmaxbwd, lnorm, lstd, gates as slices), then
judged by `derive.equal` on whole arrays with the declared shapes; `derive layer` derives sizes and counts.
Right: proved for what holds, refuted, conditional or not fitting for what is wrong.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from time import perf_counter

import click

import derive
from benchmarks.cases import FILES, folder
from benchmarks.layer_rows import Row, Sides, of_layers
from derive.errors import DeriveError

TOPICS = ("matrix", "cell", "shape", "count")


# ---- matrices ----------------------------------------------------------------------------------------


def of_matrices(row: Row) -> Iterator[Sides]:
    shapes, assumed = declared(row["shapes"])
    left, right = (respelled(row[key], row["shapes"]) for key in ("function_plain", "claimed_plain"))
    for _ in range(row["order"]):
        left = f"D({left}, {row['variable']})"
    yield left, right, shapes, [], assumed


def declared(text: str) -> tuple[dict[str, str], list[str]]:
    """`X:4x3;W:4x4s` as shapes, and what is assumed of W: a column is a vector, s and pd are symmetric."""
    shapes, assumed = {}, []
    for part in text.split(";"):
        name, rows, columns, kind = re.fullmatch(r"(\w+):(\d+)x(\d+)(s|pd)?", part.strip()).groups()  # type: ignore[union-attr]
        shapes[name] = rows if columns == "1" else f"{rows},{columns}"
        if kind:
            assumed.append(f"{name} = {name}.T")
    return shapes, assumed


def respelled(text: str, shapes: str) -> str:
    """Words of the rows that stand for formulas put in: layer norm, its deviation, softmax backwards.

    symm(X), the symmetric matrix of a triangle, is X + Xᵀ − X ⊙ I: its derivative counts each entry off the
    diagonal once (the Matrix Cookbook, 2.8.2).
    """
    columns = re.search(r"X:\d+x(\d+)", shapes)
    n = columns.group(1) if columns else "1"
    mean = f"(rowsum(X)@ones(1,{n})/{n})"
    deviation = f"sqrt(rowsum((X - {mean})*(X - {mean}))@ones(1,{n})/{n})"
    text = text.replace(f"(lstd(X) @ ones(1, {n}))", deviation).replace(
        "lnorm(X)", f"((X - {mean})/{deviation})"
    )
    rows = re.search(r"X:(\d+)x", shapes)
    text = text.replace("symm(X)", f"(X + X.T - X*eye({rows.group(1) if rows else n}))")
    found = re.search(r"rowsoftmaxbwd\((rowsoftmax\(.*?\)), (G @ V\.T)\)", text)
    if found:
        p, g = found.groups()
        keys = re.search(r"K:(\d+)x", shapes)
        spread = f"({p}*({g} - rowsum({p}*({g}))@ones(1,{keys.group(1) if keys else n})))"
        text = text.replace(found.group(0), spread)
    return text


# ---- cells -------------------------------------------------------------------------------------------

GATES = {"LSTM": ("i", "f", "g", "o"), "GRU": ("r", "z", "n"), "RNN": ("",)}
LSTM_RESULT = ["so = sigma(ao)", "c = sf*c0 + si*tg", "h = so*tanh(c)", "L = sum(h*dh) + sum(c*dc)"]
LSTM = ["si = sigma(ai)", "sf = sigma(af)", "tg = tanh(ag)", *LSTM_RESULT]
GRU = [
    "sr = sigma(xr + hr)", "sz = sigma(xz + hz)", "tn = tanh(xn + sr*hn)",
    "h = (1 - sz)*tn + sz*h0", "L = sum(h*dh)",
]  # fmt: skip
STEPS = [
    "sa = tanh(xa@U.T)", "sb = tanh(xb@U.T + sa@W.T)", "ya = sa@V.T",
    "yb = sb@V.T", "L = sum(ya*ga) + sum(yb*gb)",
]  # fmt: skip
LETTERS = {"i": "si", "f": "sf", "g": "tg", "o": "so", "r": "sr", "z": "sz", "n": "tn"}
LETTERS |= {"s1": "sa", "s2": "sb", "x1": "xa", "x2": "xb", "y1": "ya", "y2": "yb", "dy1": "ga", "dy2": "gb"}
RENAMED = {f"a_{g}": f"a{g}" for g in "ifgo"}


def of_cells(row: Row) -> Iterator[Sides]:
    text, claim, by = row["function_plain"], row["claimed_plain"], row["variable"]
    if by == "forward":
        yield from of_forward_passes(text, claim)
        return
    kind = "GRU" if "ax =" in text else "LSTM" if "c0" in text else "STEPS" if "s1 =" in text else "RNN"
    shapes = dict.fromkeys(("h0", "c0", "dh", "dc"), "2,4") | {"x": "2,3"}
    if kind == "STEPS":
        shapes = {"xa": "2,3", "xb": "2,3", "U": "4,3", "W": "4,4", "V": "5,4", "ga": "2,5", "gb": "2,5"}
        yield f"D(L, {LETTERS.get(by, by)})", spelled(claim, kind)[""], shapes, STEPS, []
        return
    for gate in GATES[kind]:
        shapes |= {f"W{gate}": "4,3", f"U{gate}": "4,4", f"b{gate}": "4", f"d{gate}": "4"}
    definitions = forward(kind, by)
    for gate in GATES[kind] if by.startswith("a_") or by == "c_total" else ():
        shapes |= {f"a{gate}": "2,4", LETTERS[gate]: "2,4", "c": "2,4"}
    parts = spelled(claim, kind)
    for gate, right in parts.items():
        letter = RENAMED.get(by, {"c_total": "c", "Wx": f"W{gate}", "Wh": f"U{gate}"}.get(by, by))
        yield f"D(L, {letter})", right, shapes, definitions, []


DOCUMENTED = {  # torch.nn.LSTMCell, torch.nn.GRUCell: Shape
    "LSTM": [
        "ii = sigma(x@Wi.T + h0@Ri.T + ones(2)@(Wbi + Rbi).T)",
        "ff = sigma(x@Wf.T + h0@Rf.T + ones(2)@(Wbf + Rbf).T)",
        "gg = tanh(x@Wc.T + h0@Rc.T + ones(2)@(Wbc + Rbc).T)",
        "qo = sigma(x@Wo.T + h0@Ro.T + ones(2)@(Wbo + Rbo).T)",
        "cc = ff*c0 + ii*gg",
        "hh = qo*tanh(cc)",
    ],
    "GRU": [
        "rr = sigma(x@Wr.T + h0@Rr.T + ones(2)@(Wbr + Rbr).T)",
        "zz = sigma(x@Wz.T + h0@Rz.T + ones(2)@(Wbz + Rbz).T)",
        "nn = tanh(x@Wn.T + ones(2)@Wbn.T + rr*(h0@Rn.T + ones(2)@Rbn.T))",
        "hh = (1 - zz)*nn + zz*h0",
    ],
}


def of_forward_passes(text: str, claim: str) -> Iterator[Sides]:
    """The documented equations of the cell beside those of the row; a bias is added to every row."""
    kind = "GRU" if "GRU" in text else "LSTM"
    shapes = dict.fromkeys(("h0", "c0"), "2,4") | {"x": "2,3"}
    for gate in "rzn" if kind == "GRU" else "ifco":
        shapes |= {f"W{gate}": "4,3", f"R{gate}": "4,4", f"Wb{gate}": "4", f"Rb{gate}": "4"}
    *given, result = [part.strip() for part in re.sub(r"\b([WR]b\w)\b", r"ones(2)@\1.T", claim).split(";")]
    equations = [_letters(re.sub("sigmoid", "sigma", each)) for each in given]
    yield "hh", _letters(result), shapes, [*DOCUMENTED[kind], *equations], []


def forward(kind: str, by: str) -> list[str]:
    """The equations from the letter that is differentiated by."""
    if by == "c_total":
        return [*LSTM_RESULT[2:]]
    if by.startswith("a_"):
        return LSTM
    if kind == "GRU":
        sides = [(f"x{g}", f"x@W{g}.T", f"b{g}") for g in "rzn"]
        sides += [(f"h{g}", f"h0@U{g}.T", f"d{g}") for g in "rzn"]
        return [*(f"{n} = {p} + ones(2)@{b}.T" for n, p, b in sides), *GRU]
    gates = [f"a{g} = x@W{g}.T + h0@U{g}.T + ones(2)@b{g}.T" for g in GATES[kind]]
    return [*gates, *LSTM] if kind == "LSTM" else ["h = tanh(x@W.T + h0@U.T + ones(2)@b.T)", "L = sum(h*dh)"]


def spelled(claim: str, kind: str) -> dict[str, str]:
    """The claim, its own letters put in; one claim for each gate where gates are stacked."""
    *given, result = [part.strip() for part in claim.split(";")]
    put: dict[str, str] = {}
    for each in given:
        name, _, right = each.partition("=")
        whole = _put(right.strip(), put)
        put[name.strip()] = whole if whole.startswith("cat(") else f"({whole})"
    result = re.sub(r"ah\[:, 2\*H:3\*H\]", "hn", _put(result, put))
    stacked = re.search(r"cat\((.*)\)(\.T)? @ (\w+)$", result)
    if stacked is None:
        if kind == "RNN":
            result = re.sub(r"\bWx\b", "W", re.sub(r"\bWh\b", "U", result))
        return {"": _letters(result)}
    parts = _split(stacked.group(1))
    if stacked.group(2):
        pairs = zip(GATES[kind], parts, strict=True)
        return {g: _letters(f"({p}).T @ {stacked.group(3)}") for g, p in pairs}
    letter = "W" if stacked.group(3) == "Wx" else "U"
    terms = [f"({_letters(p)})@{letter}{g}" for g, p in zip(GATES[kind], parts, strict=True)]
    return {"": _letters(result[: stacked.start()]) + " + ".join(terms)}


def _put(text: str, put: dict[str, str]) -> str:
    return re.sub(r"\b[A-Za-z]\w*\b", lambda m: put.get(m.group(0), m.group(0)), text)


def _letters(text: str) -> str:
    return _put(text, LETTERS)


def _split(text: str) -> list[str]:
    """The parts between the commas that stand in no bracket."""
    parts, depth, start = [], 0, 0
    for k, sign in enumerate(text):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            parts.append(text[start:k])
            start = k + 1
    return [*parts, text[start:]]


# ---- judging -----------------------------------------------------------------------------------------

SPELLING: dict[str, Callable[[Row], Iterator[Sides]]] = {
    "matrix": of_matrices,
    "cell": of_cells,
    "shape": of_layers,
    "count": of_layers,
}


def outcome(row: Row) -> tuple[str, str]:
    """(proved | conditional | refuted | undecided | unread, the reason); of a row in parts the worst."""
    words: list[tuple[str, str]] = []
    try:
        for left, right, shapes, definitions, assumed in SPELLING[row["topic"]](row):
            found = derive.equal(left, right, shapes=shapes, define=definitions, assume=assumed)
            words.append((found.verdict, found.reason))
    except DeriveError as error:
        return "unread", error.message
    order = ("refuted", "conditional", "undecided", "proved")
    return min(words, key=lambda each: order.index(each[0]))


def judged(row: Row, word: str) -> str:
    """right | wrong | open"""
    if word in ("undecided", "unread"):
        return "open"
    return "right" if (word == "proved") == (row["expected"] != "wrong") else "wrong"


@click.command()
@click.option("--only", default="", help="the beginning of the ids")
@click.option("--topic", default="", help="matrix, cell, shape or count")
def main(only: str, topic: str) -> None:
    """Print what is not right, and the numbers of each topic."""
    counts: Counter[tuple[str, bool, str]] = Counter()
    for line in (folder() / FILES["derivatives"]).read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["topic"] not in TOPICS or not row["id"].startswith(only) or topic not in ("", row["topic"]):
            continue
        started = perf_counter()
        word, reason = outcome(row)
        counts[row["topic"], row["expected"] != "wrong", judged(row, word)] += 1
        if judged(row, word) != "right":
            spent = perf_counter() - started
            click.echo(
                f"{row['id']} {row['expected']}: {word} ({spent:.1f} s) {row['claimed_plain'][:50]} "
                f"| {reason[:90]}"
            )
    for each in TOPICS:
        for true in (True, False):
            found = {w: counts[each, true, w] for w in ("right", "wrong", "open")}
            click.echo(
                f"{each:7} {'true ' if true else 'false'} " + ", ".join(f"{n} {w}" for w, n in found.items())
            )


if __name__ == "__main__":
    main()
