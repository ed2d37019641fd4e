"""Linting: a document's formulas, chained, read and judged line by line."""

from derive.lint.codes import CODES, Code
from derive.lint.lint import lint_file, lint_text
from derive.lint.report import Finding, Report

__all__ = ["CODES", "Code", "Finding", "Report", "lint_file", "lint_text"]
