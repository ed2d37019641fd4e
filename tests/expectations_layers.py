"""What is expected of the claims on convolutions, pooling, normalisation and recurrent networks.

Worked out by hand before any of them was judged; the form is that of `test_expectations.EXPECTED`.
"""

from __future__ import annotations

Row = tuple[str, str, str, str]

# y_t = Σ_k v_k x_{t+k−1}: ∂y_t/∂v_k = x_{t+k−1}, and ∂y_t/∂x_s = v_{s−t+1} where 1 ≤ s − t + 1 ≤ K.
CONVOLUTIONS: dict[str, Row] = {
    "convolution.grad-kernel": ("P", "", "", "y_ft holds v_fck once, with x_{c,t+k−1}"),
    "convolution.grad-bias": ("P", "", "", "every place of filter f adds b_f"),
    "convolution.grad-input": (
        "P",
        "",
        "",
        "x_cs stands in y_ft at k = s − t + 1; summed over k, t = s − k + 1",
    ),
    "convolution.grad-input-flipped": ("P", "", "", "v_{K+1−k} p_{s+k−1}: put K + 1 − k for k"),
    "convolution-matrix.product": ("P", "", "", "A_ts x_s for s = t + k − 1 is v_k x_{t+k−1}"),
    "convolution-matrix.grad-input": ("P", "", "", "∂y_t/∂x_s = A_ts"),
    "convolution-strided.grad-kernel": ("P", "", "", "the δ gives s = (t−1)S + (k−1)Q + 1 − P, within 1..N"),
    "convolution-strided.grad-bias": ("P", "", "", "every place adds b"),
    "convolution-strided.grad-input": ("P", "", "", "x_s stands with v_k in y_t where the δ is 1"),
    "convolution2d.grad-kernel": ("P", "", "", "as along one axis, for both axes"),
    "convolution2d.grad-bias": ("P", "", "", "every place of filter f adds b_f"),
    "convolution2d.grad-input": ("P", "", "", "as along one axis, for both axes"),
    "convolution-grouped.grad-kernel": ("P", "", "", "only group n holds v_nfck"),
    "convolution-grouped.grad-input": ("P", "", "", "only the filters of group n see x_nc"),
    "depthwise-separable.grad-depthwise": ("P", "", "", "through h_ct, which y_ft holds with w_fc"),
    "depthwise-separable.grad-pointwise": ("P", "", "", "y_ft holds w_fc once, with h_ct"),
    "transposed-convolution.grad-input": ("P", "", "", "x_n goes to (n−1)S + (k−1)Q + 1 − P, within 1..T"),
    "transposed-convolution.grad-kernel": ("P", "", "", "v_k goes with x_n to (n−1)S + (k−1)Q + 1 − P"),
    "transposed-convolution.grad-bias": ("P", "", "", "every place adds b"),
    "transposed-convolution-grouped.grad-input": ("P", "", "", "x_qcn goes to the filters of group q only"),
    "transposed-convolution-grouped.grad-kernel": ("P", "", "", "only group q holds v_qcfk"),
    "transposed-convolution-grouped.grad-bias": ("P", "", "", "every place of filter f of group q adds b_qf"),
    "transposed-convolution2d.grad-input": ("P", "", "", "as along one axis, for both axes"),
    "transposed-convolution2d.grad-kernel": ("P", "", "", "as along one axis, for both axes"),
    "transposed-convolution2d.grad-bias": ("P", "", "", "every place of filter f adds b_f"),
    "convolution2d-strided.grad-input": ("P", "", "", "as along one axis, for both axes"),
    "convolution2d-strided.grad-kernel": ("P", "", "", "as along one axis, for both axes"),
    "convolution2d-strided.grad-bias": ("P", "", "", "every place of filter f adds b_f"),
    "average-pooling.grad-input": ("P", "", "", "x_s is in window t at k = s − (t−1)S, with weight 1/K"),
    "average-pooling-padded.grad-input": ("P", "", "", "x_s is in window t at k = s − (t−1)S + P"),
    "max-pooling-windows.grad-input": ("P", "", "", "y_t holds x_s once where a_t = s, a_t does not move"),
    "max-pooling.grad-first": ("P", "", "", "off ties the maximum is one of the two, near the point too"),
    "max-pooling.grad-second": ("P", "", "", "off ties the maximum is one of the two, near the point too"),
}

# h = (x − m)/s, s = √(v + ε): ∂m = 1/N, ∂v = 2(x − m)/N since Σ(x − m) = 0, ∂s = ∂v/(2s).
NORMALISATION: dict[str, Row] = {
    "batch-norm.mean-by-input": ("P", "", "", "one entry in N of channel j"),
    "batch-norm.centred": ("PP", "P", "", "N m is the sum"),
    "batch-norm.variance-by-input": ("P", "", "", "the mean's own share is −2/N² Σ(x − m) = 0"),
    "batch-norm.deviation-by-input": ("P", "", "", "(2/N)(x − m)/(2s)"),
    "batch-norm.normalized-by-input": ("P", "", "", "((δ − 1/N) s − (x − m)(x_i − m)/(N s))/s²"),
    "batch-norm.grad-input": ("P", "", "", "Σ_n g_n γ/s (δ_ni − 1/N − h_n h_i/N), 1/N taken out"),
    "batch-norm.grad-scale": ("P", "", "", "y holds γ_c once, with h_nc"),
    "batch-norm.grad-shift": ("P", "", "", "y holds β_c once, with 1"),
    "batch-norm-images.mean-by-input": ("P", "", "", "one entry in N P of channel j"),
    "batch-norm-images.centred": ("PP", "P", "", "N P m is the sum"),
    "batch-norm-images.variance-by-input": ("P", "", "", "as for nodes, N P entries"),
    "batch-norm-images.deviation-by-input": ("P", "", "", "(2/(N P))(x − m)/(2s), and h is (x − m)/s"),
    "batch-norm-images.normalized-by-input": ("P", "", "", "as for nodes, N P entries"),
    "batch-norm-images.grad-input": ("P", "", "", "as for nodes, N P entries"),
    "batch-norm-images.grad-scale": ("P", "", "", "y holds γ_c once for each n and p, with h_npc"),
    "batch-norm-images.grad-shift": ("P", "", "", "y holds β_c once for each n and p"),
    "layer-norm.mean-by-input": ("P", "", "", "one entry in C of sample i"),
    "layer-norm.centred": ("PP", "P", "", "C m is the sum"),
    "layer-norm.variance-by-input": ("P", "", "", "the mean's own share is 0"),
    "layer-norm.deviation-by-input": ("P", "", "", "(2/C)(x − m)/(2s)"),
    "layer-norm.normalized-by-input": ("P", "", "", "as for a batch, over the entries of a sample"),
    "layer-norm.grad-input": ("P", "", "", "γ_c stays inside the sums over c"),
    "layer-norm.grad-scale": ("P", "", "", "y_nc holds γ_c once, with h_nc"),
    "rms-norm.root-by-input": ("P", "", "", "(2x/C)/(2r)"),
    "rms-norm.normalized-by-input": ("P", "", "", "(δ r − x_c x_j/(C r))/r²"),
    "rms-norm.grad-input": ("P", "", "", "Σ_c g_c γ_c/r (δ_cj − h_c h_j/C), 1/C taken out"),
    "rms-norm.grad-scale": ("P", "", "", "y_nc holds γ_c once, with h_nc"),
}

# λ_t = ∂E/∂h_t = its direct part + Σ λ_{t+1} ∂f_t/∂h_t; tanh′ = 1 − tanh², σ′ = σ(1 − σ).
RECURRENT: dict[str, Row] = {
    "vanishing-gradient-bounded.bound": (
        "P",
        "",
        "",
        "the absolute value of a product is the product of at most c each",
    ),
    "vanishing-gradient.product": ("P", "", "", "the T factors w come out of the product"),
    "rnn.adjoint": ("P", "", "", "only step s holds h_s, with U under a tanh"),
    "rnn.grad-state-weights": ("P", "", "", "every step holds U_jk, with h_tk"),
    "rnn.grad-input-weights": ("P", "", "", "every step holds W_jl, with x_tl"),
    "rnn.grad-bias": ("P", "", "", "every step holds b_j"),
    "lstm.adjoint-cell": (
        "P",
        "",
        "",
        "c_{s+1} in h_{s+1} = o tanh c_{s+1}, and times f_{s+1} in the next step",
    ),
    "lstm.adjoint-hidden": (
        "P",
        "",
        "",
        "h_s in the four gates of step s; ∂c = g ∂i + c ∂f + i ∂g, ∂h = tanh c ∂o",
    ),
    "lstm.grad-input-gate-weights": ("P", "", "", "∂c/∂i = g, σ′"),
    "lstm.grad-forget-gate-weights": ("P", "", "", "∂c/∂f is the cell state before, σ′"),
    "lstm.grad-candidate-weights": ("P", "", "", "∂c/∂g = i, tanh′"),
    "lstm.grad-output-gate-weights": ("P", "", "", "∂h/∂o = tanh c, σ′"),
    "lstm-stacked.forget-gate": ("P", "", "", "block 2 of the rows, σ′"),
    "lstm-stacked.cell-by-cell": ("P", "", "", "the gates do not see the cell state"),
    "lstm-stacked.cell-by-hidden": ("P", "", "", "blocks 1 to 3; the output gate is not in c"),
    "lstm-peephole.cell-by-cell": ("P", "", "", "f + c ∂f/∂c + g ∂i/∂c"),
    "lstm-peephole.hidden-by-cell": ("P", "", "", "o tanh′ + tanh ∂o/∂q"),
    "gru.adjoint": ("P", "", "", "z h: carried; z in (h − n); n through U h with r, and through r"),
    "gru.grad-candidate-weights": ("P", "", "", "(1 − z) tanh′ r h"),
    "gru.grad-update-weights": ("P", "", "", "(h − n) σ′ h"),
}

# a_t = e^{e_t}/Z: ∂a_t = a_t (∂e_t − Σ_s a_s ∂e_s); o_k = Σ_t a_t V_tk.
ATTENTION: dict[str, Row] = {
    "attention.weights-by-query": ("P", "", "", "∂e_t/∂q_j = K_tj/√d"),
    "attention.weights-by-keys": ("P", "", "", "only e_s holds K_sj, with q_j/√d"),
    "attention.grad-values": ("P", "", "", "o_k holds V_tk once, with a_t"),
    "attention.grad-query": ("P", "", "", "Σ_t a_t V_tk = o_k in the second part"),
    "attention.grad-keys": ("P", "", "", "δ_ts picks V_sk, the rest is o_k"),
}

EXPECTED: dict[str, Row] = {**CONVOLUTIONS, **NORMALISATION, **RECURRENT, **ATTENTION}
