"""The documents that claims are printed in."""

from derive.records.entries import Source

ENTRIES = (
    Source(id="cse676-a1", title="CSE 676: Deep Learning, Section B, Assignment 1, Part V", year=2025),
    Source(id="tpdl-hw8", title="50.039 Theory and Practice of Deep Learning, Week 8 Homework"),
    Source(id="csce636-a2", title="CSCE 636: Deep Learning, Assignment #2, Written Part", year=2024),
    Source(id="grad-problems", title="Grad Problem Solving"),
    Source(id="cnn-a4", title="Assignment 4: Simple Backward Propagation", year=2023),
    Source(id="dlbook", title="Deep Learning", author="I. Goodfellow, Y. Bengio and A. Courville", year=2016),
    Source(id="prml", title="Pattern Recognition and Machine Learning", author="C. M. Bishop", year=2006),
    Source(
        id="murphy", title="Probabilistic Machine Learning: An Introduction", author="K. P. Murphy", year=2022
    ),
    Source(id="boyd", title="Convex Optimization", author="S. Boyd and L. Vandenberghe", year=2004),
    Source(
        id="swish",
        title="Searching for Activation Functions",
        author="P. Ramachandran, B. Zoph and Q. V. Le",
        year=2017,
    ),
    Source(
        id="gelu", title="Gaussian Error Linear Units (GELUs)", author="D. Hendrycks and K. Gimpel", year=2016
    ),
    Source(
        id="elu",
        title="Fast and Accurate Deep Network Learning by Exponential Linear Units (ELUs)",
        author="D.-A. Clevert, T. Unterthiner and S. Hochreiter",
        year=2016,
    ),
    Source(
        id="gers",
        title="Recurrent Nets that Time and Count",
        author="F. A. Gers and J. Schmidhuber",
        year=2000,
    ),
    Source(
        id="resnet",
        title="Deep Residual Learning for Image Recognition",
        author="K. He, X. Zhang, S. Ren and J. Sun",
        year=2016,
    ),
    Source(
        id="dumoulin",
        title="A Guide to Convolution Arithmetic for Deep Learning",
        author="V. Dumoulin and F. Visin",
        year=2016,
    ),
    Source(
        id="mobilenet",
        title="MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications",
        author="A. G. Howard and others",
        year=2017,
    ),
    Source(
        id="batchnorm",
        title="Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift",
        author="S. Ioffe and C. Szegedy",
        year=2015,
    ),
    Source(
        id="layernorm",
        title="Layer Normalization",
        author="J. L. Ba, J. R. Kiros and G. E. Hinton",
        year=2016,
    ),
    Source(
        id="rmsnorm",
        title="Root Mean Square Layer Normalization",
        author="B. Zhang and R. Sennrich",
        year=2019,
    ),
    Source(
        id="pascanu",
        title="On the Difficulty of Training Recurrent Neural Networks",
        author="R. Pascanu, T. Mikolov and Y. Bengio",
        year=2013,
    ),
    Source(id="torch", title="PyTorch documentation", author="The PyTorch contributors"),
    Source(id="tensorflow", title="TensorFlow API documentation", author="The TensorFlow authors"),
)
