"""Sums, products and integers of known truth, true beside near misses: (statement, assumptions, verdict).

The letters are those of `statements.py`. Every false one is also given to the kernel with a forged proof.
"""

from __future__ import annotations

P, R = "proved", "refuted"

ROWS: list[tuple[str, tuple[str, ...], str]] = [
    # run backwards, shifted, split
    ("Sum(X[n+1-j]*Y[j], (j,1,n)) = Sum(X[j]*Y[n+1-j], (j,1,n))", (), P),
    ("Sum(X[n+1-j]*Y[j], (j,1,n)) = Sum(X[j]*Y[j], (j,1,n))", (), R),
    ("Sum(X[n-j], (j,0,n-1)) = Sum(X[j], (j,1,n))", (), P),
    ("Sum(X[n-j], (j,1,n-1)) = Sum(X[j], (j,1,n))", (), R),
    ("Sum(X[j+1], (j,0,n-1)) = Sum(X[j], (j,1,n))", (), P),
    ("Sum(X[j+1], (j,1,n-1)) = Sum(X[j], (j,1,n))", (), R),
    ("Sum(X[j+1], (j,1,n-1)) = Sum(X[j], (j,1,n)) - X[1]", (), P),
    ("Sum(X[j+1], (j,1,n-1)) = Sum(X[j], (j,1,n)) - X[n]", (), R),
    ("Sum(X[j], (j,1,n)) = X[1] + Sum(X[j], (j,2,n))", (), P),
    ("Sum(X[j], (j,1,n)) = X[n] + Sum(X[j], (j,1,n-1))", (), P),
    ("Sum(X[j], (j,1,n)) = X[n] + Sum(X[j], (j,2,n))", (), R),
    # telescopes
    ("Sum(X[j+1]-X[j], (j,1,n-1)) = X[n] - X[1]", (), P),
    ("Sum(X[j+1]-X[j], (j,1,n-1)) = X[n] + X[1]", (), R),
    ("Sum(X[j+1]-X[j], (j,1,n-1)) = X[n]", (), R),
    ("Sum(X[j+1]^2-X[j]^2, (j,1,n-1)) = X[n]^2 - X[1]^2", (), P),
    ("Sum(exp(X[j+1])-exp(X[j]), (j,1,n-1)) = exp(X[n]) - exp(X[1])", (), P),
    ("Sum(1/(j*(j+1)), (j,1,n)) = 1 - 1/(n+1)", (), P),
    ("Sum(1/(j*(j+1)), (j,1,n)) = 1 - 1/n", (), R),
    ("Sum(1/(j*(j+2)), (j,1,n)) = n/(n+2)", (), R),
    ("Sum(j*2^j, (j,1,n)) = (n-1)*2^(n+1) + 2", (), P),
    ("Sum(j*2^j, (j,1,n)) = (n-1)*2^(n+1) + 1", (), R),
    ("Sum(2^j, (j,0,n)) = 2^(n+1) - 1", (), P),
    ("Sum(2^j, (j,1,n)) = 2^(n+1) - 1", (), R),
    ("Sum(a^j, (j,0,n-1)) = (1-a^n)/(1-a)", (), P),
    ("Sum(a^j, (j,0,n-1)) = (1-a^(n+1))/(1-a)", (), R),
    ("Sum(a^j, (j,1,n)) = a*(1-a^n)/(1-a)", (), P),
    ("Sum((-1)^j, (j,1,n)) = ((-1)^n-1)/2", (), P),
    ("Sum((-1)^j, (j,1,n)) = -1", (), R),
    ("Sum((-1)^j*j, (j,1,2*n)) = n", (), P),
    # powers of the index
    ("Sum(j^3, (j,1,n)) = n^2*(n+1)^2/4", (), P),
    ("Sum(j^2, (j,1,n)) = n*(n+1)*(2*n+1)/6", (), P),
    ("Sum(j^2, (j,1,n)) = n*(n+1)*(2*n-1)/6", (), R),
    ("Sum(j, (j,1,n)) = 2*n - 1", (), R),
    ("Sum(j*X[j], (j,1,n)) = Sum(X[j], (j,1,n))*(n+1)/2", (), R),
    ("Sum((2*j-1), (j,1,n)) = n^2", (), P),
    ("Sum(j, (j,0,n-1)) = n*(n-1)/2", (), P),
    ("Sum(j, (j,2,n)) = n*(n+1)/2", (), R),
    ("Sum(Sum(j, (j,1,i)), (i,1,n)) = n*(n+1)*(n+2)/6", (), P),
    ("Sum(Sum(i*j, (j,1,i)), (i,1,n)) = n*(n+1)*(n+2)*(3*n+1)/24", (), P),
    ("Sum(Sum(i*j, (j,1,i)), (i,1,n)) = Sum(j^3, (j,1,n))", (), R),
    # triangles
    ("Sum(Sum(F[i,j], (j,1,i)), (i,1,n)) = Sum(Sum(F[i,j], (i,j,n)), (j,1,n))", (), P),
    ("Sum(Sum(F[i,j], (j,1,i)), (i,1,n)) = Sum(Sum(F[j,i], (i,j,n)), (j,1,n))", (), R),
    ("Sum(Sum(F[i,j], (j,1,i)), (i,1,n)) = Sum(Sum(F[i,j], (i,1,n)), (j,1,n))", (), R),
    ("Sum(Sum(X[i], (j,1,i)), (i,1,n)) = Sum(i*X[i], (i,1,n))", (), P),
    ("Sum(Sum(X[j], (j,1,i)), (i,1,n)) = Sum((n+1-i)*X[i], (i,1,n))", (), P),
    ("Sum(Sum(X[j], (j,1,i)), (i,1,n)) = Sum((n-i)*X[i], (i,1,n))", (), R),
    ("Sum(Sum(X[i]*X[j], (j,1,i)), (i,1,n)) = (Sum(X[j],(j,1,n))^2 + Sum(X[j]^2,(j,1,n)))/2", (), P),
    ("Sum(Sum(X[i]*X[j], (j,1,i)), (i,1,n)) = Sum(X[j],(j,1,n))^2/2", (), R),
    # δ at shifted places, derivatives
    ("D(Sum(X[j]*X[n+1-j], (j,1,n)), X[k]) = 2*X[n+1-k]", (), P),
    ("D(Sum(X[j]*X[n+1-j], (j,1,n)), X[k]) = X[n+1-k]", (), R),
    ("D(Sum(X[j]*Y[i+j-1], (j,1,m)), X[k]) = Y[i+k-1]", ("i <= n-m+1", "k <= m", "m <= n"), P),
    ("D(Sum(X[j]*Y[i+j-1], (j,1,m)), X[k]) = Y[i+k]", ("i <= n-m", "k <= m", "m < n"), R),
    ("D(Sum(j*X[j], (j,1,n)), X[k]) = k", (), P),
    ("D(Sum(j*X[j], (j,1,n)), X[k]) = n", (), R),
    ("D(Sum((X[j+1]-X[j])^2, (j,1,n-1)), X[1]) = -2*(X[2]-X[1])", ("n >= 2",), P),
    ("D(Y[i], X[k]) = 0", (), P),
    ("D(X[i], X[k]) = 0", (), R),
    # products
    ("D(Product(X[j], (j,1,n)), X[k]) = Product(X[j], (j,1,n))/X[k]", (), P),
    ("D(Product(X[j]^2, (j,1,n)), X[k]) = Product(X[j]^2, (j,1,n))/X[k]", (), R),
    ("Product(X[j]*Y[j], (j,1,n)) = Product(X[j], (j,1,n))*Product(Y[j], (j,1,n))", (), P),
    ("Product(X[j]+Y[j], (j,1,n)) = Product(X[j], (j,1,n)) + Product(Y[j], (j,1,n))", (), R),
    ("Product(2*X[j], (j,1,n)) = 2^n*Product(X[j], (j,1,n))", (), P),
    ("Product(2*X[j], (j,1,n)) = 2*Product(X[j], (j,1,n))", (), R),
    ("Product(exp(X[j]), (j,1,n)) = exp(Sum(X[j], (j,1,n)))", (), P),
    ("Product((j+1)/j, (j,1,n)) = n + 1", (), P),
    ("Product((j+1)/j, (j,1,n)) = n", (), R),
    ("Product(j, (j,1,n)) = factorial(n)", (), P),
    ("Product(j, (j,1,n)) = factorial(n+1)", (), R),
    ("Sum(j*factorial(j), (j,1,n)) = factorial(n+1) - 1", (), P),
    ("Sum(j*factorial(j), (j,1,n)) = factorial(n+1)", (), R),
    # whole numbers
    ("ceil(n/m) = floor((n-1)/m) + 1", (), P),
    ("ceil(n/m) = floor(n/m) + 1", (), R),
    ("floor(n/2) + ceil(n/2) = n", (), P),
    ("mod(p,2) = (1-(-1)^p)/2", (), P),
    ("mod(p,2) = (1+(-1)^p)/2", (), R),
    ("(-1)^(p+q) = (-1)^(p-q)", (), P),
    ("(-1)^(p*q) = (-1)^(p+q)", (), R),
    ("(-1)^(p*(p+1)) = 1", (), P),
    ("(-1)^(p*(p+1)) = -1", (), R),
    ("factorial(n+1) = (n+1)*factorial(n)", (), P),
    ("factorial(200)/factorial(198) = 39800", (), P),
    ("binomial(16,3) = 560", (), P),
    ("binomial(16,3) = 561", (), R),
]

# True, and not decided yet.
OPEN = frozenset({"D(Sum((X[j+1]-X[j])^2, (j,1,n-1)), X[1]) = -2*(X[2]-X[1])"})

# False for some size, place or array, though true for many: no certificate may prove them.
FALSE = [
    *((text, assumptions) for text, assumptions, verdict in ROWS if verdict == R),
    ("Sum(j, (j,1,n)) = n*(n+1)/2 + (n-1)*(n-2)*(n-3)", ()),
    ("Sum((-1)^k*binomial(n,k), (k,0,n)) = 1", ()),
    ("Sum(a^j, (j,0,n)) = (a^(n+1)-1)/(a-1) + n*(n-1)*(n-2)", ()),
    ("Product(X[j],(j,1,n)) = (Sum(X[j],(j,1,n))^2-Sum(X[j]^2,(j,1,n)))/2-(n-2)*Sum(X[j],(j,1,n))", ()),
    ("Sum(delta(j,i+1)*X[j], (j,1,n)) = X[1]", ()),
    ("Sum(delta(j,2*i)*X[j], (j,1,n)) = 0", ()),
    ("Sum(delta(j,i+1), (j,1,n)) = 1", ()),
    ("floor(Sum(X[j], (j,1,n))) = Sum(X[j], (j,1,n))", ()),
    ("Sum(abs(X[j]), (j,1,n)) = Sum(X[j], (j,1,n))", ()),
    ("Sum(sqrt(X[j]^2), (j,1,n)) = Sum(X[j], (j,1,n))", ()),
    ("Sum(max(X[j],0), (j,1,n)) = Sum(X[j], (j,1,n))", ()),
    ("Sum(sign(X[j]), (j,1,n)) = n", ()),
    ("abs(Sum(X[j]^3, (j,1,n))) = Sum(X[j]^3, (j,1,n))", ()),
    ("Sum(X[j]*Y[n+1-j], (j,1,n)) = Sum(X[j]*Y[j], (j,1,n))", ()),
    ("Sum(Sum(X[i]*Y[j], (j,1,i)), (i,1,n)) = Sum(Sum(X[j]*Y[i], (j,1,i)), (i,1,n))", ()),
    ("Sum(Sum(F[i,j]*F[j,i], (j,1,n)), (i,1,n)) = Sum(Sum(F[i,j]^2, (j,1,n)), (i,1,n))", ()),
    ("D(Product(X[j], (j,1,n)), X[k]) = Product(X[j], (j,1,n-1))", ()),
    ("(-1)^n = -1", ()),
    ("ceil(x/m) = floor((x+m-1)/m)", ()),
    ("ceil((n+x)/m) = floor((n+x+m-1)/m)", ()),
]
