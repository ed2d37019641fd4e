"""Derivations: chains of named steps from a question to the wanted form, each step replayable."""

from derive.derivations.bound import derive_bound
from derive.derivations.chain import derive_chain
from derive.derivations.estimate import derive_estimate
from derive.derivations.gradient import derive_gradient
from derive.derivations.replay import replay, replay_derivation

__all__ = [
    "derive_bound",
    "derive_chain",
    "derive_estimate",
    "derive_gradient",
    "replay",
    "replay_derivation",
]
