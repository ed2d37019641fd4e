"""Reading: LaTeX or plain maths → syntax tree with spans → expression."""

from derive.read.array_letters import whole_letters
from derive.read.chain import Chain, read_chain
from derive.read.declare import letter_name, parameters_of, read_definition, read_letter, size_letters
from derive.read.derivatives import NESTED_BELOW
from derive.read.fill_sizes import sized_sides
from derive.read.formula import Formula, read_formula
from derive.read.macros import Macro, read_macros
from derive.read.readings import Reading, read_expression, read_relation, read_sides
from derive.read.shapes_by_use import shaped_by_use

__all__ = [
    "NESTED_BELOW",
    "Chain",
    "Formula",
    "Macro",
    "Reading",
    "letter_name",
    "parameters_of",
    "read_chain",
    "read_definition",
    "read_expression",
    "read_formula",
    "read_letter",
    "read_macros",
    "read_relation",
    "read_sides",
    "shaped_by_use",
    "size_letters",
    "sized_sides",
    "whole_letters",
]
