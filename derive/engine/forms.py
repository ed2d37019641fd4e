"""The rewritings that a person does on the blackboard, each a function of the whole expression.

Every one is an identity wherever both sides are defined; none hunts for a goal (that is the
search in `vocabulary`).  `key` compares forms up to the order of terms and factors.
"""

from __future__ import annotations

from collections.abc import Callable

from derive.engine.forms_of_exponentials import (
    clear_exponentials,
    expand_logs,
    merge_exponentials,
    split_exponentials,
)
from derive.engine.forms_of_factors import factor_common
from derive.engine.forms_of_floors import out_of_floors
from derive.engine.forms_of_fractions import (
    cancel,
    common_denominator,
    multiply_fractions,
    power_of_quotient,
    split_fraction,
)
from derive.engine.forms_of_nested_sums import sums_outside
from derive.engine.forms_of_sums import change_index, interchange_sums, reverse_sums
from derive.engine.forms_of_terms import (
    collect,
    expand,
    expand_below,
    gather_scale,
    pull_out_of_sums,
    single_signs,
    split_sums,
)
from derive.engine.neat import key, neat
from derive.expressions.expr import Expr

Form = Callable[[Expr], Expr]

__all__ = [
    "Form",
    "cancel",
    "change_index",
    "clear_exponentials",
    "collect",
    "common_denominator",
    "expand",
    "expand_below",
    "expand_logs",
    "factor_common",
    "gather_scale",
    "interchange_sums",
    "key",
    "merge_exponentials",
    "multiply_fractions",
    "neat",
    "out_of_floors",
    "power_of_quotient",
    "pull_out_of_sums",
    "reverse_sums",
    "single_signs",
    "split_exponentials",
    "split_fraction",
    "split_sums",
    "sums_outside",
]
