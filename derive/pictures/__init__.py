"""Pictures of a result, made from the model's own numbers: curves, heat maps, counterexamples.

sampling   values of an expression, as plain numbers
drawing    what is drawn: lines, boxes, words, in a unit of one SVG pixel
plot       curves with axes
heat_map   a matrix as coloured cells
svg, tikz  a drawing as text
of_result, of_counterexample   which picture a derivation or a verdict calls for
"""

from derive.pictures.of_counterexample import counterexample_picture
from derive.pictures.of_result import result_pictures

__all__ = ["counterexample_picture", "result_pictures"]
