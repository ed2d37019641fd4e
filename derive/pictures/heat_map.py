"""A matrix of numbers as coloured cells with their values."""

from __future__ import annotations

from collections.abc import Sequence

from derive.pictures.drawing import Box, Drawing, Shape, Words

CELL_WIDTH, CELL_HEIGHT = 64.0, 38.0
MARGIN_LEFT, MARGIN_TOP = 30.0, 24.0


def heat_map(rows: Sequence[Sequence[float]]) -> Drawing:
    """Cells shaded by their value, the strongest colour for the largest in size; rows and columns from 1."""
    most = max((abs(v) for row in rows for v in row), default=0.0) or 1.0
    shapes: list[Shape] = []
    for i, row in enumerate(rows):
        shapes.append(Words((MARGIN_LEFT - 8, _middle(i)), str(i + 1), "end"))
        for k, value in enumerate(row):
            corner = (MARGIN_LEFT + CELL_WIDTH * k, MARGIN_TOP + CELL_HEIGHT * i)
            shapes.append(Box(corner, (CELL_WIDTH, CELL_HEIGHT), "cell", 0.85 * value / most))
            at = (corner[0] + CELL_WIDTH / 2, _middle(i) + 4)
            shapes.append(Words(at, _text(value), "middle", "value"))
    columns = len(rows[0]) if rows else 0
    for k in range(columns):
        shapes.append(Words((MARGIN_LEFT + CELL_WIDTH * (k + 0.5), MARGIN_TOP - 8), str(k + 1)))
    width = MARGIN_LEFT + CELL_WIDTH * columns + 4
    return Drawing(width, MARGIN_TOP + CELL_HEIGHT * len(rows) + 4, tuple(shapes))


def _text(value: float) -> str:
    """Three decimals, or one digit of what is smaller: 0.231, 0.0004, 2e-06."""
    size = abs(value)
    if size >= 0.0005 or value == 0:
        shown = f"{value:.3f}"
    else:
        shown = f"{value:.4f}" if size >= 0.0001 else f"{value:.0e}"
    return shown.replace("-", "−")


def _middle(row: int) -> float:
    return MARGIN_TOP + CELL_HEIGHT * (row + 0.5)
