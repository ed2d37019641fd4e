"""Pictures of a result, made from the model's own numbers: curves, heat maps, counterexamples.

sampling   values of an expression, as plain numbers
drawing    what is drawn: lines, boxes, words, in a unit of one SVG pixel
plot       curves with axes
heat_map   a matrix as coloured cells
svg, tikz  a drawing as text
layered    where the nodes of a graph stand
of_result, of_graph, of_time   which pictures a derivation calls for
of_matrix, of_counterexample   which picture a statement or a verdict calls for
"""

from derive.pictures.of_counterexample import counterexample_picture
from derive.pictures.of_graph import Graph, graph_of, place_in_graph
from derive.pictures.of_matrix import sparsity_picture
from derive.pictures.of_result import result_pictures

__all__ = [
    "Graph",
    "counterexample_picture",
    "graph_of",
    "place_in_graph",
    "result_pictures",
    "sparsity_picture",
]
