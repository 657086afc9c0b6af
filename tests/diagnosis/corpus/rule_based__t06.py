def rewrite(term):
    c, name, k = term
    if name in ("sin^2", "cos^2"):
        return [(c / 2, "power", 0.0), (-c / 2, "cos", 2 * k)]
    if name == "sin*cos":
        return [(c / 2, "sin", 2 * k)]
    return [term]


def antiderivative(terms):
    out = []
    for t in terms:
        for piece in rewrite(t):
            out.append(known_antiderivative(piece))
    return out


def integral(terms, a, b):
    F = antiderivative(terms)
    return value(F, b) - value(F, a)
