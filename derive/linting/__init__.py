"""Linting: a document's formulas, chained, read and judged line by line."""

from derive.linting.codes import CODES, Code
from derive.linting.lint import lint_file, lint_text
from derive.linting.report import Finding, Report

__all__ = ["CODES", "Code", "Finding", "Report", "lint_file", "lint_text"]
