"""The arithmetic of a layer as derivations: every step replays, and the formula follows from its reason."""

from __future__ import annotations

import pytest

from derive.derivations import replay_derivation
from derive.layers import Settings, measure_layer, read_settings
from derive.layers.derivation import derivations_of
from derive.layers.solve import solve
from tests.cli.commands import ran
from tests.layers.shapes import REGISTRY

SMALL = "conv2d filters=8 kernel=3; pool2d kernel=2; conv2d filters=4 kernel=5"
GIVEN = {
    "conv2d": "input=4x7x9, filters=6, kernel=3x2, stride=2, padding=1, groups=2",
    "conv1d": "input=3xN, filters=d, kernel=5, stride=2",
    "pool2d": "input=3x7x9, kernel=3, padding=1",
    "lstm": "inputs=3, hidden=2, steps=4",
    "bottleneck": "channels=8, inside=2, size=4",
}


@pytest.mark.parametrize(("id_", "text"), [(x, "") for x in REGISTRY.ids("layer")] + list(GIVEN.items()))
def test_every_step_replays(id_, text):
    layer = REGISTRY.layer(id_)
    found = measure_layer(layer, read_settings(layer, [text] if text else [], REGISTRY.functions), REGISTRY)
    for worked, derivation in derivations_of(found):
        replay_derivation(derivation, REGISTRY.functions)
        assert derivation.result is worked.result


@pytest.mark.parametrize(
    ("h", "k", "s", "p", "d"), [(7, 3, 2, 0, 1), (9, 2, 3, 1, 2), (12, 5, 4, 2, 1), (6, 6, 1, 0, 1)]
)
def test_the_last_window_fits_and_one_more_does_not(h, k, s, p, d):
    layer = REGISTRY.layer("conv1d")
    text = f"input=1x{h}, filters=1, kernel={k}, stride={s}, padding={p}, dilation={d}"
    found = measure_layer(layer, read_settings(layer, [text], REGISTRY.functions), REGISTRY)
    last = int(found.worked[0].result.value)
    ends = [(t - 1) * s + d * (k - 1) + 1 <= h + 2 * p for t in (last, last + 1)]
    assert ends == [True, False]
    assert len(found.worked[0].because) == 2


def test_the_reason_says_that_the_last_window_fits():
    printed = ran("layer", "conv1d").out
    assert "(Y - 1)*S + D*(K - 1) + 1 <= H + 2*P" in printed
    assert "Y - 1 <= (H + 2*P - D*(K - 1) - 1)/S" in printed


def test_a_floor_is_solved_with_its_arithmetic():
    layer = REGISTRY.layer("conv1d")
    settings = read_settings(layer, ["output=16, padding=1, kernel=9, stride=3"], REGISTRY.functions)
    found = solve(layer, "input", settings, REGISTRY)
    assert found.listed == [52, 53, 54]
    assert found.because[1:] == ("15 <= (H - 7)/3 < 16", "52 <= H < 55")


def test_the_receptive_field_is_written_out():
    printed = ran(
        "layer", "network", "--layers", SMALL,
        "--in", "3x32x32",
    ).out  # fmt: skip
    assert "= 1 + (3 - 1) + (2 - 1) + (5 - 1)*2" in printed
    assert "receptive field 12 × 12" in printed


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_page_for_each_size_and_count(form, tmp_path):
    given = ("--in", "input=3x32x32, filters=10, kernel=5")
    found = ran("layer", "conv2d", *given, "-f", form, "-o", str(tmp_path))
    assert found.code == 0
    text = (tmp_path / f"conv2d.Y.{form}").read_text(encoding="utf-8")
    assert "the values put in" in text
    assert "must fit" in text


def test_layers_are_listed():
    assert "depthwise-separable" in ran("list", "--kind", "layer").out


def test_settings_stay_letters():
    found = measure_layer(REGISTRY.layer("linear"), Settings(), REGISTRY)
    assert all(w.values == {} for w in found.worked)
