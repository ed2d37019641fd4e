"""Proofs: a claim, its verdict and its derivation."""

from derive.proofs.derivation import derive_claim, documented_result, equality
from derive.proofs.formulas import JudgedFormula, judge_model, judge_primitive
from derive.proofs.judge import SEVERITY, JudgedClaim, JudgedPrint, decide_statement, judge, worst

__all__ = [
    "SEVERITY",
    "JudgedClaim",
    "JudgedFormula",
    "JudgedPrint",
    "decide_statement",
    "derive_claim",
    "documented_result",
    "equality",
    "judge",
    "judge_model",
    "judge_primitive",
    "worst",
]
