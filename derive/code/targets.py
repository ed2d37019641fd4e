"""What is spelled differently in NumPy and in PyTorch: two tables, one line a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """A library of arrays: `module` is what stands before its names, `words` what is not named alike."""

    name: str
    title: str
    array: str
    module: str
    heading: str
    words: Mapping[str, str]

    def __call__(self, word: str, *values: str) -> str:
        """The text for `word` of the values."""
        return self.words[word].format(*values)


_BOTH = {
    "det": "{m}.linalg.det({{0}})",
    "inverse": "{m}.linalg.inv({{0}})",
    "trace": "{m}.trace({{0}})",
    "diag": "{m}.diag({{0}})",
    "outer": "{m}.outer({{0}}, {{1}})",
    "kron": "{m}.kron({{0}}, {{1}})",
    "cross": "{m}.linalg.cross({{0}}, {{1}})",
    "where": "{m}.where({{0}}, {{1}}, {{2}})",
    "einsum": "{m}.einsum({{0}}, {{1}})",
    "pi": "{m}.pi",
    "inf": "{m}.inf",
    "e": "{m}.e",
    "nan": "{m}.nan",
    "norm": "{m}.linalg.norm({{0}})",
    "broadcast": "{m}.broadcast_to({{0}}, {{1}})",
}
_NUMPY = {
    "arange": "np.arange({0}, {1})",
    "sum": "{0}.sum(axis={1})",
    "prod": "{0}.prod(axis={1})",
    "transpose": "np.transpose({0}, {1})",
    "move": "np.moveaxis({0}, {1}, {2})",
    "ones": "np.ones({0})",
    "zeros": "np.zeros({0})",
    "eye": "np.eye({0})",
    "full": "np.full({0}, {1})",
    "stack": "np.stack([{0}])",
    "concatenate": "np.concatenate([{0}])",
    "tensor": "{0}",
    "number": "np.float64({0})",
    "min": "np.min({0})",
    "max": "np.max({0})",
    "softmax": "np.exp({0} - {0}.max(axis=-1, keepdims=True))",
    "logsumexp": "np.logaddexp.reduce({0}, axis=-1)",
}
_TORCH = {
    "arange": "torch.arange({0}, {1})",
    "sum": "{0}.sum(dim={1})",
    "prod": "{0}.prod(dim={1})",
    "transpose": "{0}.permute({1})",
    "move": "torch.movedim({0}, {1}, {2})",
    "ones": "torch.ones({0}, dtype={1}.dtype)",
    "zeros": "torch.zeros({0}, dtype={1}.dtype)",
    "eye": "torch.eye({0}, dtype={1}.dtype)",
    "full": "torch.full({0}, {1}, dtype={2}.dtype)",
    "stack": "torch.stack([{0}])",
    "concatenate": "torch.cat([{0}])",
    "tensor": "torch.as_tensor({0}, dtype=torch.float64)",
    "number": "torch.tensor(float({0}), dtype=torch.float64)",
    "min": "int({0}.min())",
    "max": "int({0}.max())",
    "softmax": "torch.softmax({0}, dim=-1)",
    "logsumexp": "torch.logsumexp({0}, dim=-1)",
}


def _words(module: str, own: Mapping[str, str]) -> dict[str, str]:
    return {**{word: text.format(m=module) for word, text in _BOTH.items()}, **own}


NUMPY = Target("numpy", "NumPy", "array", "np", "import numpy as np", _words("np", _NUMPY))
TORCH = Target(
    "torch",
    "PyTorch",
    "tensor",
    "torch",
    "import torch",
    {**_words("torch", _TORCH), "e": "2.718281828459045"},
)
TARGETS = {t.name: t for t in (NUMPY, TORCH)}
