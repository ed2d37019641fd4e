"""The matrix of the convolution."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv-matrix.matrix",
    title="The matrix of the convolution",
    model="conv-matrix",
    as_printed=r"\tilde{Y} = \begin{bmatrix} \omega_1^{11} & \omega_2^{11} & \omega_3^{11} & 0 & \omega_1^{21} & \omega_2^{21} & \omega_3^{21} & 0 \\ 0 & \omega_1^{12} & \omega_2^{12} & \omega_3^{12} & 0 & \omega_1^{22} & \omega_2^{22} & \omega_3^{22} \\ \omega_1^{12} & \omega_2^{12} & \omega_3^{12} & 0 & \omega_1^{22} & \omega_2^{22} & \omega_3^{22} & 0 \\ 0 & \omega_1^{12} & \omega_2^{12} & \omega_3^{12} & 0 & \omega_1^{22} & \omega_2^{22} & \omega_3^{22} \end{bmatrix} X",
    source="csce636-a2",
    place="5)",
    line=158,
    as_meant=r"\tilde{Y} = \begin{bmatrix} \omega_1^{11} & \omega_2^{11} & \omega_3^{11} & 0 & \omega_1^{21} & \omega_2^{21} & \omega_3^{21} & 0 \\ 0 & \omega_1^{11} & \omega_2^{11} & \omega_3^{11} & 0 & \omega_1^{21} & \omega_2^{21} & \omega_3^{21} \\ \omega_1^{12} & \omega_2^{12} & \omega_3^{12} & 0 & \omega_1^{22} & \omega_2^{22} & \omega_3^{22} & 0 \\ 0 & \omega_1^{12} & \omega_2^{12} & \omega_3^{12} & 0 & \omega_1^{22} & \omega_2^{22} & \omega_3^{22} \end{bmatrix} X",
    notation={
        "X": r"\tilde{X}",
    },
    remarks=(
        r"Row 2 gives \(y_{12}\), whose weights are those of filter 1: the superscripts are 11 and 21.",
    ),
)
