"""The function table the benchmarks read the cases with: the library's."""

from __future__ import annotations

from functools import lru_cache

from derive.notation.functions import FunctionTable
from derive.registry import load_registry


@lru_cache(maxsize=1)
def library_table() -> FunctionTable:
    return load_registry().functions
