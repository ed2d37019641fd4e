"""Windows along one, two or three axes: the letters, words and formulas that their layers have in common.

along each axis    input H, window K, stride S, padding P, dilation D, output Y
sliding            Y = ⌊(H + 2P − D (K − 1) − 1)/S + 1⌋
transposed         Y = (H − 1) S − 2P + D (K − 1) + O + 1
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.records.entries import Window

NAMES = {1: ("length",), 2: ("height", "width"), 3: ("depth", "height", "width")}
AXES = (  # input, window, stride, padding, dilation, added to the output, output
    ("H", "K", "S", "P", "D", "O", "Y"),
    ("W", "L", "T", "Q", "E", "R", "X"),
    ("U", "M", "V", "A", "B", "N", "Z"),
)
WORDS = ("size", "kernel", "stride", "padding", "dilation", "extra")


@dataclass(frozen=True)
class Sliding:
    """Windows along so many axes.

    added       what stands on either side of the input
    transposed  the windows of all inputs, put where they stand
    by_window   the stride is the window where it is not said: windows side by side
    """

    axes: int
    added: str = "zeros"
    transposed: bool = False
    by_window: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return NAMES[self.axes]

    @property
    def along(self) -> tuple[tuple[str, ...], ...]:
        return AXES[: self.axes]

    @property
    def input(self) -> tuple[str, ...]:
        return tuple(axis[0] for axis in self.along)

    @property
    def kernel(self) -> tuple[str, ...]:
        return tuple(axis[1] for axis in self.along)

    @property
    def output(self) -> tuple[str, ...]:
        return tuple(axis[-1] for axis in self.along)

    @property
    def letters(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, (h, k, s, p, d, o, _) in zip(self.names, self.along, strict=True):
            found |= {h: f"size: the {name} of the input", k: f"size: the {name} of the window"}
            found |= {s: "size: the stride", p: f"integer: the {self.added} added on either side"}
            found |= {d: "size: the dilation"}
            if self.transposed:
                found[o] = "integer: what is added to one side of the output"
        return found

    @property
    def defaults(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for _, k, s, p, d, o, _ in self.along:
            found |= {s: k if self.by_window else "1", p: "0", d: "1"}
            if self.transposed:
                found[o] = "0"
        return found

    @property
    def words(self) -> dict[str, tuple[str, ...]]:
        words = WORDS if self.transposed else WORDS[:-1]
        found = {word: tuple(axis[k] for axis in self.along) for k, word in enumerate(words)}
        return found | {name: (axis[0],) for name, axis in zip(self.names, self.along, strict=True)}

    @property
    def windows(self) -> tuple[Window, ...]:
        return tuple(
            Window(y, h, k, s, p, d, o if self.transposed else "0", self.transposed)
            for h, k, s, p, d, o, y in self.along
        )

    @property
    def documented(self) -> dict[str, str]:
        if self.transposed:
            return {
                y: f"({h} - 1)*{s} - 2*{p} + {d}*({k} - 1) + {o} + 1" for h, k, s, p, d, o, y in self.along
            }
        return {y: f"floor(({h} + 2*{p} - {d}*({k} - 1) - 1)/{s} + 1)" for h, k, s, p, d, _, y in self.along}
