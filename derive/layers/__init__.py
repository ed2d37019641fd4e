"""Layers and networks: sizes, parameters, operations, receptive fields, with the arithmetic written out."""

from derive.layers.description import read_network
from derive.layers.measured import Measured, Quantity, Worked
from derive.layers.network import measure_layer, measure_network
from derive.layers.settings import Settings, read_settings
from derive.layers.solve import Solutions, solve

__all__ = [
    "Measured",
    "Quantity",
    "Settings",
    "Solutions",
    "Worked",
    "measure_layer",
    "measure_network",
    "read_network",
    "read_settings",
    "solve",
]
