"""The chain rule over the four outputs."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv-matrix.gradient-chain",
    title="The chain rule over the four outputs",
    model="conv-matrix",
    as_printed=r"\frac{\partial L}{\partial x_{11}} = \frac{\partial L}{\partial y_{11}} \cdot \frac{\partial y_{11}}{\partial x_{11}} + \frac{\partial L}{\partial y_{12}} \cdot \frac{\partial y_{12}}{\partial x_{11}} + \frac{\partial L}{\partial y_{21}} \cdot \frac{\partial y_{21}}{\partial x_{11}} + \frac{\partial L}{\partial y_{22}} \cdot \frac{\partial y_{22}}{\partial x_{11}} = \begin{bmatrix} \frac{\partial y_{11}}{\partial x_{11}} & \frac{\partial y_{12}}{\partial x_{11}} & \frac{\partial y_{21}}{\partial x_{11}} & \frac{\partial y_{22}}{\partial x_{11}} \end{bmatrix} \begin{bmatrix} \frac{\partial L}{\partial y_{11}} \\ \frac{\partial L}{\partial y_{12}} \\ \frac{\partial L}{\partial y_{21}} \\ \frac{\partial L}{\partial y_{22}} \end{bmatrix}",
    source="csce636-a2",
    place="5)",
    line=164,
    notation={
        r"\omega_1^{11}": "w_{111}",
        r"\omega_2^{11}": "w_{112}",
        r"\omega_3^{11}": "w_{113}",
        r"\omega_1^{12}": "w_{121}",
        r"\omega_2^{12}": "w_{122}",
        r"\omega_3^{12}": "w_{123}",
        r"\omega_1^{21}": "w_{211}",
        r"\omega_2^{21}": "w_{212}",
        r"\omega_3^{21}": "w_{213}",
        r"\omega_1^{22}": "w_{221}",
        r"\omega_2^{22}": "w_{222}",
        r"\omega_3^{22}": "w_{223}",
        r"\frac{\partial L}{\partial y_{11}}": "g_{11}",
        r"\frac{\partial L}{\partial y_{12}}": "g_{12}",
        r"\frac{\partial L}{\partial y_{21}}": "g_{21}",
        r"\frac{\partial L}{\partial y_{22}}": "g_{22}",
    },
    part_of="conv-matrix.gradient",
)
