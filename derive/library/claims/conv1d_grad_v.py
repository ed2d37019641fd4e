"""The gradient by the filter."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv1d.grad-v",
    title="The gradient by the filter",
    model="conv1d",
    as_printed=r"\frac{\partial R}{\partial v_j} = \frac{\partial R}{\partial z} \frac{\partial z}{\partial h_i} \frac{\partial h_i}{\partial v_j} = -2(y-z) \sum_{i=1}^4 w_i h_i (1-h_i) x_{i+j-1}",
    as_meant=r"\frac{\partial R}{\partial v_j} = \sum_{i=1}^4 \frac{\partial R}{\partial z} \frac{\partial z}{\partial h_i} \frac{\partial h_i}{\partial v_j} = -2(y-z) \sum_{i=1}^4 w_i h_i (1-h_i) x_{i+j-1}",
    source="cnn-a4",
    place="1 (c)",
    line=42,
    remarks=(r"The middle leaves out the sum over \(i\): all four hidden units depend on the filter.",),
    notation={"s": r"\sigma"},
)
