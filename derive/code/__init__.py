"""Source code from formulas: NumPy and PyTorch functions that are the formula, one to one."""

from derive.code.function import Task, source_of
from derive.code.targets import NUMPY, TARGETS, TORCH, Target

__all__ = ["NUMPY", "TARGETS", "TORCH", "Target", "Task", "source_of"]
