"""Points of exact matrices as a certificate holds them, and as a counterexample shows them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from derive.engine.tensors.tables import Table
from derive.records.verdict import Counterexample


def as_text(point: Mapping[str, Table]) -> dict[str, Any]:
    return {name: [[str(x) for x in row] for row in table] for name, table in point.items()}


def point_data(found: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": "array point", "sizes": dict(found["sizes"]), "point": as_text(found["point"])}


def counterexample(found: Mapping[str, Any]) -> Counterexample:
    """The sizes and the matrices, row by row, and the value of each side."""
    point = {name: str(size) for name, size in found["sizes"].items()}
    point |= {name: said_table(table) for name, table in found["point"].items()}
    return Counterexample(point, said_table(found["left"]), said_table(found["right"]))


def said_table(table: Table) -> str:
    """[[1, 2], [3, 4]]; a column [1, 2]; a number by itself."""
    rows = [[str(Fraction(x)) for x in row] for row in table]
    if len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    if all(len(row) == 1 for row in rows):
        return f"[{', '.join(row[0] for row in rows)}]"
    return f"[{', '.join('[' + ', '.join(row) + ']' for row in rows)}]"
