"""Sigmoid linear unit (swish)."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="silu",
    parameters="x",
    latex=r"\operatorname{SiLU}",
    title="sigmoid linear unit (swish)",
    definition="x*sigma(x)",
    derivative=("sigma(x)*(1 + x*(1 - sigma(x)))",),
    aliases=("swish",),
    latex_aliases=(r"\operatorname{swish}",),
)
