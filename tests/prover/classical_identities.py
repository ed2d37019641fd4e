# ruff: noqa: E501
"""Identities of textbooks and their near misses: (statement, assumptions, verdict).

The letters are those of `statements.py`.
"""

from __future__ import annotations

P, R, C = "proved", "refuted", "conditional"

ROWS: list[tuple[str, tuple[str, ...], str]] = [
    # √2 and √3 beside angles of π/4 and π/3
    ("sin(x) + cos(x) = sqrt(2)*sin(x + pi/4)", (), P),
    ("sin(x) + cos(x) = sqrt(2)*sin(x - pi/4)", (), R),
    ("sqrt(3)*cos(x)/2 + sin(x)/2 = sin(x + pi/3)", (), P),
    ("sqrt(3)*cos(x)/2 + sin(x)/2 = sin(x + pi/6)", (), R),
    ("sqrt(6)*cos(x) + sqrt(2)*sin(x) = 2*sqrt(2)*sin(x + pi/3)", (), P),
    ("tan(x + pi/3) = (tan(x) + sqrt(3))/(1 - sqrt(3)*tan(x))", (), P),
    ("tan(x + pi/3) = (tan(x) - sqrt(3))/(1 + sqrt(3)*tan(x))", (), R),
    ("D(exp(x)*sin(x), x) = sqrt(2)*exp(x)*sin(x + pi/4)", (), P),
    ("cos(x + 2*pi/5) + cos(x - 2*pi/5) = (sqrt(5) - 1)/2*cos(x)", (), P),
    ("cos(x + 2*pi/5) + cos(x - 2*pi/5) = (sqrt(5) + 1)/2*cos(x)", (), R),
    # conjugates of square roots
    ("log(2 + sqrt(3)) = -log(2 - sqrt(3))", (), P),
    ("log((sqrt(2) + 1)/(sqrt(2) - 1)) = 2*log(1 + sqrt(2))", (), P),
    ("1/(sqrt(3) - sqrt(2))^x = (sqrt(3) + sqrt(2))^x", (), P),
    ("1/(sqrt(3) - sqrt(2))^x = (sqrt(3) - sqrt(2))^x", (), R),
    ("log(sqrt(x) - 1) = log(x - 1) - log(sqrt(x) + 1)", (), P),
    ("log(sqrt(x) - 1) = log(x - 1) + log(sqrt(x) + 1)", (), R),
    # inverse functions of what its domain bounds
    ("sin(asin(x - 1)) = x - 1", (), P),
    ("sin(asin(x - 1)) = 1 - x", (), R),
    ("sin(asin(sqrt(x))) = sqrt(x)", (), P),
    ("sin(asin(-sqrt(x))) = sqrt(x)", (), R),
    ("cos(acos(-sqrt(2*x)^2)) = -2*x", (), P),
    ("asinh(-x) = -asinh(x)", (), P),
    ("asinh(-x) = asinh(x)", (), R),
    ("asinh(x) = atanh(x/sqrt(1 + x^2))", (), P),
    ("asinh(x/a) = log(x + sqrt(x^2 + a^2)) - log(a)", ("a > 0",), P),
    ("asinh(x/a) = log(x + sqrt(x^2 + a^2)) + log(a)", ("a > 0",), R),
    ("abs(x + sqrt(x^2 + 1)) = x + sqrt(x^2 + 1)", (), P),
    ("abs(x - sqrt(x^2 + 1)) = x - sqrt(x^2 + 1)", (), R),
    ("sqrt((1 + sqrt(1 + 2*sqrt(3 + x)))^2) = 1 + sqrt(1 + 2*sqrt(3 + x))", (), P),
    ("sqrt((1 - sqrt(x))^2) = 1 - sqrt(x)", (), C),
    # roots of squares of sums of roots
    ("x*sqrt(5 + 2*sqrt(6)) = x*(sqrt(2) + sqrt(3))", (), P),
    ("x*sqrt(4 - 2*sqrt(3)) = x*(1 - sqrt(3))", (), R),
    ("sqrt(2*x + 2*sqrt(x^2 - 1)) = sqrt(x + 1) + sqrt(x - 1)", (), P),
    ("sqrt(2*x - 2*sqrt(x^2 - 1)) = sqrt(x - 1) - sqrt(x + 1)", (), R),
    ("2*asinh(sqrt(x)) = acosh(2*x + 1)", (), P),
    ("2*asinh(sqrt(x)) = acosh(x + 1)", (), R),
    # angles of algebraic numbers
    ("atan(2 - sqrt(3)) = pi/12", (), P),
    ("atan(2 + sqrt(3)) = pi/12", (), R),
    ("x*acos((1 + sqrt(5))/4) = pi*x/5", (), P),
    ("asin((sqrt(6) - sqrt(2))/4) = pi/12", (), P),
    ("asin((sqrt(6) + sqrt(2))/4) = pi/12", (), R),
    # half angles under roots and logarithms
    ("log(abs(sec(x) + tan(x))) = -log(abs(sec(x) - tan(x)))", (), P),
    ("log(abs(sec(x) + tan(x))) = log(abs(sec(x) - tan(x)))", (), R),
    ("log(abs(sec(x) + tan(x))) = log((1 + sin(x))/(1 - sin(x)))/2", (), P),
    ("sqrt(1 + sin(x))*sqrt(1 - sin(x)) = abs(cos(x))", (), P),
    ("sqrt(1 + sin(x))*sqrt(1 - sin(x)) = cos(x)", (), R),
    # numbers and fractions between whole numbers
    ("x*floor(pi) = 3*x", (), P),
    ("floor(exp(1) + pi) = 6", (), R),
    ("ceil(1/(x + 1)) = 1", ("x > 0",), P),
    ("floor(1/(x + 1)) = 0", ("x > 0",), P),
    ("floor(1/(x + 1)) = 0", ("x >= 0",), R),
    ("floor(n/(n + 1)) = 0", (), P),
    ("floor((n + 1)/n) = 1", (), C),
    ("log(max(x, y)) = max(log(x), log(y))", ("x > 0", "y > 0"), P),
    ("log(max(x, y)) = min(log(x), log(y))", ("x > 0", "y > 0"), R),
    ("min(a, b, max(a, c)) = min(a, b)", (), P),
    ("min(a, b, max(a, c)) = min(a, b) + 1", (), R),
    # conditions that hold by the form of what is asked for
    ("1/(sqrt(2)*a + sqrt(2)*b) = sqrt(2)/(2*a + 2*b)", (), P),
    ("1/(sqrt(2)*a + sqrt(2)*b) = sqrt(2)/(a + b)", (), R),
    ("tan(p*pi) = 0", (), P),
    ("tan(p*pi) = 1", (), R),
    ("(2*p)!/(p!*p!) = binomial(2*p, p)", (), P),
    # functions of an order
    ("besselj(a - 1, x) + besselj(a + 1, x) = 2*a*besselj(a, x)/x", (), P),
    ("besselj(a - 1, x) - besselj(a + 1, x) = 2*a*besselj(a, x)/x", (), R),
    ("D(x^a*besselj(a, x), x) = x^a*besselj(a - 1, x)", ("a > 0", "x > 0"), P),
    ("D(x^a*besselj(a, x), x) = x^a*besselj(a + 1, x)", ("a > 0", "x > 0"), R),
    ("digamma(x + 1) = digamma(x) + 1/x", (), P),
    ("digamma(x + 1) = digamma(x) - 1/x", (), R),
    ("polygamma(0, x) = digamma(x)", (), P),
    ("polygamma(2, x + 1) = polygamma(2, x) + 2/x^3", (), P),
    ("polygamma(2, x + 1) = polygamma(2, x) - 2/x^3", (), R),
    ("erfi(-x) = -erfi(x)", (), P),
    ("erfi(-x) = erfi(x)", (), R),
    ("erfinv(erf(x)) = x", (), P),
    ("erf(erfinv(x)) = -x", (), R),
    # roots of numbers below a line, powers of powers
    ("x*cos(1/(1 + sqrt(2))) = x*cos(sqrt(2) - 1)", (), P),
    ("x*cos(1/(1 + sqrt(2))) = x*cos(sqrt(2) + 1)", (), R),
    ("(x^p)^q = x^(p*q)", (), P),
    ("(x^p)^q = x^(p + q)", (), R),
    # powers that vanish
    ("Limit(u^n, n, oo) = 0", ("abs(u) < 1",), P),
    ("Limit(u^n, n, oo) = 1", ("abs(u) < 1",), R),
    ("Limit((1 - u^n)/(1 - u), n, oo) = 1/(1 - u)", ("abs(u) < 1",), P),
    # the binomial theorem
    ("Sum(binomial(n, k), (k, 0, n)) = 2^n", (), P),
    ("Sum(binomial(n, k), (k, 0, n)) = 2^n - 1", (), R),
    ("Sum(binomial(n, k)*x^k*y^(n - k), (k, 0, n)) = (x + y)^n", (), P),
    ("Sum(binomial(n, k)*x^k*y^(n - k), (k, 0, n)) = (x - y)^n", (), R),
    ("Sum(k*binomial(n, k), (k, 0, n)) = n*2^(n - 1)", (), P),
    ("Sum(k*binomial(n, k), (k, 0, n)) = n*2^n", (), R),
    ("Sum(k^2*binomial(n, k)*x^k*(1 - x)^(n - k), (k, 0, n)) - (n*x)^2 = n*x*(1 - x)", ("x > 0", "x < 1"), P),
    ("Sum(k*x^k*binomial(n, k), (k, 0, n)) = n*x*(1 + x)^n", ("x > 0",), R),
    ("Sum((-1)^k*binomial(n, k), (k, 0, n)) = 0", (), P),
    ("Sum((-1)^k*binomial(p, k), (k, 0, p)) = 0", ("p >= 0",), C),
    ("Sum(binomial(p, k)*x^k, (k, 0, p)) = (1 + x)^p", ("p >= 0",), P),
    # an equation for a sum is a condition where one side leaves the sum out
    ("Sum((X[i] + c)^2, (i, 1, n)) = Sum(X[i]^2, (i, 1, n)) + n*c^2", (), C),
    (
        "D(Sum(X[i]*log(u) + (1 - X[i])*log(1 - u), (i, 1, n)), u) = Sum(X[i], (i, 1, n))/u^2 - (n - Sum(X[i], (i, 1, n)))/(1 - u)",
        ("u > 0", "u < 1"),
        R,
    ),
    (
        "D(Sum(X[i]*log(u) + (1 - X[i])*log(1 - u), (i, 1, n)), u) = Sum(X[i], (i, 1, n))/u - (n - Sum(X[i], (i, 1, n)))/(1 - u)",
        ("u > 0", "u < 1"),
        P,
    ),
]
