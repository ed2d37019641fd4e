"""Γ at arguments that differ by integers, at 1 − w and at w + 1/2."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from derive.engine.kernel.plan import HALF
from derive.engine.kernel.primes import Vector
from derive.expressions.build import PI

GAMMA = "value_of_gamma"


def shifted(f: Any, u: Vector, w: Vector, v: Vector) -> Vector | None:
    """Γ at u by its value v at w, where u − w, u + w or u − w − 1/2 is an integer."""
    one, half = f.one, f.constant(HALF)
    starts = ((w, None), (f.plus(one, w, -1), _reflected), (f.plus(w, half), _doubled))
    for near, step in starts:
        k = f.offset(u, near, 1)
        if k is not None and k.denominator == 1 and abs(k) <= 64:
            return _risen(f, near, int(k), step(f, w, v) if step else v)
    return None


def _risen(f: Any, w: Vector, k: int, v: Vector) -> Vector:
    """Γ(w + k) = w(w + 1)…(w + k − 1)·Γ(w)"""
    rise = f.one
    for j in range(min(k, 0), max(k, 0)):
        rise = f.times(rise, [(a + j) % f.p for a in w])
    found: Vector = f.times(v, rise if k > 0 else f.inverse(rise))
    return found


def _reflected(f: Any, w: Vector, v: Vector) -> Any:
    """Γ(1 − w) = π/(sin(πw)·Γ(w))"""
    pi, z = f.random("pi"), f.unit(f.times(f.random("pi"), w))
    sine = f.times(f.plus(z, f.inverse(z), -1), f.inverse(f.imaginary()))
    return f.scale(Fraction(2), f.times(pi, f.inverse(f.times(sine, v))))


def _doubled(f: Any, w: Vector, v: Vector) -> Any:
    """Γ(w + 1/2) = 2^{1 − 2w}·√π·Γ(2w)/Γ(w)"""
    twice = f.scale(Fraction(2), w)
    exponent = f.plus(f.one, twice, -1)
    power_of_two = f.exponent(f.times(exponent, f.logarithm(f.numeric(Fraction(2)))))
    root = f.absolute({j: q * HALF for j, q in f.magnitude(PI).items()})
    above = f.times(f.absolute(power_of_two), f.atom(GAMMA, [twice]))
    return f.times(f.times(root, above), f.inverse(v))


def of_halves(f: Any, c: Fraction) -> Vector | None:
    """Γ(1) = 1 and Γ(1/2) = √π, from there by steps of 1."""
    if not 0 < c <= 64 or c.denominator > 2:
        return None
    start = Fraction(1, c.denominator)
    root = f.constant(start) if start == 1 else f.absolute({j: q * HALF for j, q in f.magnitude(PI).items()})
    return _risen(f, f.constant(start), int(c - start), root)
