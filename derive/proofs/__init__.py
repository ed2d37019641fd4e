"""Proofs: a claim, its verdict and its derivation."""

from derive.proofs.judge import JudgedClaim, JudgedPrint, decide_statement, judge, worst

__all__ = ["JudgedClaim", "JudgedPrint", "decide_statement", "judge", "worst"]
