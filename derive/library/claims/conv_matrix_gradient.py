"""The gradient by all inputs."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv-matrix.gradient",
    title="The gradient by all inputs",
    model="conv-matrix",
    as_printed=r"\frac{\partial L}{\partial X} = \begin{bmatrix} \omega_1^{11} & 0 & \omega_1^{12} & 0 \\ \omega_2^{11} & \omega_1^{11} & \omega_2^{12} & \omega_1^{12} \\ \omega_3^{11} & \omega_2^{11} & \omega_3^{12} & \omega_2^{12} \\ 0 & \omega_3^{11} & 0 & \omega_3^{12} \\ \omega_1^{21} & 0 & \omega_1^{22} & 0 \\ \omega_2^{21} & \omega_1^{21} & \omega_2^{22} & \omega_1^{22} \\ \omega_3^{21} & \omega_2^{21} & \omega_3^{22} & \omega_2^{22} \\ 0 & \omega_3^{21} & 0 & \omega_3^{22} \end{bmatrix} \frac{\partial L}{\partial Y}",
    source="csce636-a2",
    place="5)",
    line=170,
    notation={
        r"\frac{\partial L}{\partial Y}": "Q",
        r"\frac{\partial L}{\partial X}": r"\begin{bmatrix} \frac{\partial L}{\partial x_{11}} \\ \frac{\partial L}{\partial x_{12}} \\ \frac{\partial L}{\partial x_{13}} \\ \frac{\partial L}{\partial x_{14}} \\ \frac{\partial L}{\partial x_{21}} \\ \frac{\partial L}{\partial x_{22}} \\ \frac{\partial L}{\partial x_{23}} \\ \frac{\partial L}{\partial x_{24}} \end{bmatrix}",
    },
)
