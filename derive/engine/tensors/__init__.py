"""Arrays: matrix notation, its pointwise form, derivatives by whole arrays, and matrix identities."""
