"""Results as the doors hand them out: a claim's write-up, a gradient of the user's own, a verdict as JSON."""

from derive.results.claim_pages import Pages
from derive.results.own_gradient import (
    OwnGradient,
    gradient_json,
    gradient_tex,
    gradient_writeup,
    own_gradient,
)
from derive.results.verdict_data import proof_data, verdict_data

__all__ = [
    "OwnGradient",
    "Pages",
    "gradient_json",
    "gradient_tex",
    "gradient_writeup",
    "own_gradient",
    "proof_data",
    "verdict_data",
]
