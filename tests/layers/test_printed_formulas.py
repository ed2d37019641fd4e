"""Sizes and counts as guides print them, and slips of them, beside what `derive layer` derives.

Sources: the documentation of torch.nn and tf.keras, Dumoulin and Visin (2016), course notes. A row with an
axis is of the output's size along it, one without of the number of parameters.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import derive
from derive.layers import measure_layer, read_settings
from derive.layers.names import layer_named
from derive.render.plain import plain
from tests.layers.shapes import REGISTRY

ROWS = [
    json.loads(line) for line in (Path(__file__).parent / "printed_formulas.jsonl").open(encoding="utf-8")
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['layer']}-{row['claim']}")
def test_what_is_printed(row):
    layer = layer_named(row["layer"], REGISTRY)
    given = read_settings(layer, [row["settings"]] if row["settings"] else [], REGISTRY.functions)
    without = (row["without"],) if row.get("without") else ()
    measured = measure_layer(layer, given, REGISTRY, without=without)
    found = measured.output[row["axis"]] if "axis" in row else measured.quantity("parameters")
    derived = plain(found, measured.context, REGISTRY.functions)
    names = sorted(set(re.findall(r"\b[A-Za-z]+\b", f"{derived} {row['claim']}")) - {"floor", "ceil", "min"})
    least = [f"{name} >= {0 if name in 'pq' else 1}" for name in names]
    verdict = derive.equal(derived, row["claim"], shapes=dict.fromkeys(names, "integer"), assume=least)
    assert verdict.verdict in (["proved"] if row["holds"] else ["refuted", "conditional"])
