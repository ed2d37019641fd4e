"""The function table the benchmarks read the cases with."""

from __future__ import annotations

import importlib
import pkgutil

from benchmarks.syntax import Reader, Unread
from derive.expressions import build as b
from derive.library import primitives
from derive.notation.functions import Function, FunctionTable


def library_table() -> FunctionTable:
    """The library's table."""
    entries = [
        importlib.import_module(f"derive.library.primitives.{m.name}").ENTRY
        for m in pkgutil.iter_modules(primitives.__path__)
    ]
    names = {e.name: e.name for e in entries} | {a: e.name for e in entries for a in e.aliases}
    r = Reader({}, names.get)

    def read(t):
        if "\\begin" in t:
            body = t.split("\\begin{cases}")[1].split("\\end")[0].replace("e^x", "exp(x)").replace("a exp", "a*exp")
            body = body.replace("a (", "a*(").replace("a x", "a*x").replace("\\le", "<=")
            pairs = [p.split("&") for p in body.split("\\\\")]
            return b.cases([(r.read(v.strip().rstrip(",").replace("^", "**")), r.read(c.strip())) for v, c in pairs])
        return r.read(t.replace("^", "**"))

    table = {}
    for e in entries:
        if e.family:
            continue
        params = tuple(b.sym(p.strip()) for p in e.parameters.split(","))
        ds = []
        for d in e.derivative:
            ds.append(read(d))
        rel = lambda ts: tuple(x for t in ts for x in [read(t)])
        table[e.name] = Function(e.name, params, e.latex, read(e.definition) if e.definition else None, tuple(ds), rel(e.domain), rel(e.smooth), rel(e.range), e.aliases)
    return FunctionTable(table)
