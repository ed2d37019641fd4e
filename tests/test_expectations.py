"""What each documented claim is expected to be, written down by hand before anything was judged.

One row a claim: the verdict of each printed link, of the two ends of a chain, and of each link of the
repair; P proved, C conditional, R refuted, U true, though the kernel may not confirm it yet.  A disagreement
is a mistake of ours or of the table: look.
"""

from __future__ import annotations

import pytest
from expectations_documents import EXPECTED as EXPECTED_OF_DOCUMENTS
from expectations_layers import EXPECTED as EXPECTED_OF_LAYERS

from tests.library_results import REGISTRY, judged

WORDS = {"P": "proved", "C": "conditional", "R": "refuted", "U": "undecided"}

# id: (links, ends, repair, reason)
EXPECTED: dict[str, tuple[str, str, str, str]] = {
    "bce.gradient": ("P", "", "", "σ′ = σ(1−σ) cancels both denominators"),
    "bce.hessian": ("P", "", "", "the derivative of σ(z) − y"),
    "bce.stable-form": ("PP", "P", "", "log σ(z) = −log(1+e^{−z}); max(z,0) + log(1+e^{−|z|}) = log(1+e^z)"),
    "cross-entropy.chain-rule": ("R", "", "P", "all P depend on Z_i: the sum over them is missing"),
    "cross-entropy.first-row": ("PPP", "P", "", "Σ_{i≠1} is right for the first row; Σy = 1 is declared"),
    "cross-entropy.gradient": ("P", "", "", "p_i Σy − y_i with Σy = 1 declared"),
    "cross-entropy.gradient-any-labels": ("C", "", "", "p_i Σy − y_i: true if Σy = 1, not declared"),
    "cross-entropy.last-row": ("RRP", "P", "PPP", "leaves out i = 1, not i = n; the two errors cancel"),
    "cross-entropy.loss-by-probability": ("P", "", "", "only the term i of the sum holds p_i"),
    "elu.derivative": ("P", "", "", "off x = 0, where there is no derivative, both branches agree"),
    "gelu.derivative": ("P", "", "", "product rule with the normal density"),
    "leaky-relu.derivative": ("P", "", "", "off x = 0, where there is no derivative"),
    "log-softmax.gradient": ("P", "", "", "the log-sum-exp has the softmax as its gradient"),
    "logistic-loss.derivative": ("P", "", "", "−e^{−m}/(1+e^{−m}) = −σ(−m)"),
    "logistic-regression.gradient": ("P", "", "", "σ′ cancels y_n(1−y_n), then ∂a_n/∂w_j = φ_nj"),
    "logistic-regression.hessian": ("P", "", "", "∂y_n/∂w_k = y_n(1−y_n) φ_nk"),
    "logsumexp.gradient": ("PP", "P", "", "chain rule; the definition of p"),
    "logsumexp.hessian": ("P", "", "", "the softmax Jacobian"),
    "logsumexp.shift": ("P", "", "", "e^{−c} comes out of the sum and out of the logarithm"),
    "mse.gradient": ("P", "", "", "the square's derivative, then ∂u_n/∂w_j = x_nj"),
    "perceptron.gradient": ("PPPPP", "P", "", "every line is a rule of differentiation"),
    "perceptron.gradient-vanishes": ("C", "", "", "at s = 0 the gradient stays at −2yx"),
    "perceptron.output-saturates": ("C", "", "", "the limit is −1 for s < 0 and 0 for s = 0"),
    "relu.derivative": ("P", "", "", "off x = 0, where there is no derivative"),
    "sigmoid.definition": ("P", "", "", "the definition"),
    "sigmoid.derivative": ("PPPP", "P", "", "e^{−z} = 1/e^z; the rest is algebra"),
    "sigmoid.reflection": ("P", "", "", "e^{−x}/(1+e^{−x}) = 1/(1+e^x)"),
    "silu.derivative": ("PP", "P", "", "product rule; xσ = f"),
    "softmax.at-most-one": ("R", "", "P", "e^{Z_i}/(n e^{Z_n}) has no bound; with the right index ≤ 1"),
    "softmax.definition": ("R", "", "P", "the summand does not depend on the bound index"),
    "softmax.jacobian": ("P", "", "", "quotient rule and δ"),
    "softmax.jacobian-cases": ("RR", "P", "PP", "cases split on j, which does not occur; ends agree"),
    "softmax.jacobian-equal-quotient": ("R", "", "P", "i = j says nothing of k; true for i = k"),
    "softmax.jacobian-equal-result": ("PR", "R", "PP", "1 − P_k was replaced by 1 − P_i, which needs i = k"),
    "softmax.jacobian-unequal-quotient": ("R", "", "P", "the first term is 0 for i ≠ k"),
    "softmax.jacobian-unequal-result": ("R", "", "P", "goes on from a wrong numerator"),
    "softmax.number-denominator": ("R", "", "P", "the sum is 41.6335; with 0.007 it is 41.6395"),
    "softmax.number-e-1": ("P", "", "", "2.71828… rounds to 2.718"),
    "softmax.number-e-3-5": ("R", "", "P", "33.11545…"),
    "softmax.number-e-757": ("R", "", "P", "5.7666…·10³²⁸"),
    "softmax.number-e-minus-5": ("P", "", "", "0.00674 rounds to 0.007"),
    "softmax.positive": ("P", "", "P", "positive even with the wrong denominator"),
    "softmax.range": ("PP", "", "", "a positive part of a sum of positive parts; n = 1 gives 1"),
    "softmax.shift-invariance": ("PPPP", "P", "", "e^c comes out of the sum and cancels"),
    "softmax.sum": ("P", "", "", "numerators add up to the denominator"),
    "softplus.derivative": ("P", "", "", "e^x/(1+e^x) = σ(x)"),
    "softplus.log-sigmoid": ("P", "", "", "log(1/u) = −log u"),
    "softplus.reflection": ("P", "", "", "(1+e^x)/(1+e^{−x}) = e^x"),
    "tanh.derivative": ("PPPPPPP", "P", "", "quotient written as a product, then algebra"),
    "tanh.sigmoid-relation": ("P", "", "", "multiply by e^a"),
}

EVERY = {**EXPECTED, **EXPECTED_OF_DOCUMENTS, **EXPECTED_OF_LAYERS}
CLAIMS = REGISTRY.ids("claim")


def test_every_claim_is_expected():
    assert [x for x in CLAIMS if x not in EVERY] == []
    assert [x for x in EVERY if x not in CLAIMS] == []


@pytest.mark.parametrize("id_", CLAIMS)
def test_claim_is_as_expected(id_):
    links, ends, meant, reason = EVERY[id_]
    found = judged(id_)
    assert_as_expected(links, [x.verdict.verdict for x in found.links], reason)
    assert_as_expected(meant, [x.verdict.verdict for x in found.meant], reason)
    assert_as_expected(ends, [found.ends.verdict.verdict] if found.ends else [], reason)


def assert_as_expected(letters, verdicts, reason):
    """P, C, R to the letter; what is true but may wait for the kernel is proved or undecided."""
    assert len(letters) == len(verdicts), reason
    for letter, verdict in zip(letters, verdicts, strict=True):
        allowed = ("proved", "undecided") if letter == "U" else (WORDS[letter],)
        assert verdict in allowed, reason


@pytest.mark.parametrize("id_", CLAIMS)
def test_verdict_has_a_certificate(id_):
    found = judged(id_)
    for each in (*found.links, *found.meant):
        assert each.verdict.certificate or "U" in EVERY[id_][0], f"{id_}: {each.left} … {each.right}"
