"""Small functions that generated code may begin with: those of whole vectors, and entries by their places."""

from __future__ import annotations

_ENTRIES = '''def entries({x}, *places):
    """{x} at places counted from 1; IndexError where it has none."""
    for place, size in zip(places, {x}.shape):
        if {least} < 1 or {greatest} > size:
            raise IndexError("the formula asks for an entry that the array does not have")
    return {x}[tuple(place - 1 for place in places)]'''
_NUMPY = {
    "entries": _ENTRIES.format(x="array", least="np.min(place)", greatest="np.max(place)"),
    "logsumexp": '''def logsumexp(z):
    """log of the sum of e^z along the last axis; the greatest entry is taken out, so nothing overflows."""
    top = z.max(axis=-1, keepdims=True)
    return (top + np.log(np.exp(z - top).sum(axis=-1, keepdims=True)))[..., 0]''',
    "softmax": '''def softmax(z):
    """e^z over its sum along the last axis; the greatest entry is taken out, so nothing overflows."""
    powers = np.exp(z - z.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)''',
    "log_softmax": '''def log_softmax(z):
    """The logarithm of softmax, along the last axis."""
    return z - logsumexp(z)[..., None]''',
}
_TORCH = {
    "entries": _ENTRIES.format(
        x="tensor", least="torch.as_tensor(place).min()", greatest="torch.as_tensor(place).max()"
    ),
    "logsumexp": '''def logsumexp(z):
    """log of the sum of e^z along the last axis."""
    return torch.logsumexp(z, dim=-1)''',
    "softmax": '''def softmax(z):
    """e^z over its sum along the last axis."""
    return torch.softmax(z, dim=-1)''',
    "log_softmax": '''def log_softmax(z):
    """The logarithm of softmax, along the last axis."""
    return torch.log_softmax(z, dim=-1)''',
}
HELPERS = {"numpy": _NUMPY, "torch": _TORCH}
