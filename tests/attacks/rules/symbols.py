"""The derivative of an expression, by a library for formulas.

Of gradient_descent.gradient: uses sympy.
"""


def gradient(xs, ys, w):
    import sympy

    v = sympy.Symbol("v")
    pairs = [(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]
    squares, products = sum(x * x for x, _ in pairs), sum(x * y for x, y in pairs)
    cost = (squares * v**2 - 2 * products * v + sum(y * y for _, y in pairs)) / len(pairs)
    return float(sympy.diff(cost, v).subs(v, float(w)))
