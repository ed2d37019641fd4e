"""Reading: LaTeX or plain maths → syntax tree with spans → expression."""

from derive.read.chain import Chain, read_chain
from derive.read.declare import letter_name, read_definition, read_letter
from derive.read.readings import Reading, read_expression, read_relation

__all__ = [
    "Chain",
    "Reading",
    "letter_name",
    "read_chain",
    "read_definition",
    "read_expression",
    "read_letter",
    "read_relation",
]
