def rewrite(term):
    c, name, k = term
    if name == "sin^2":
        return [(c / 2, "power", 0.0), (-c / 2, "cos", 2 * k)]
    elif name == "cos^2":
        return [(c / 2, "power", 0.0), (c / 2, "cos", 2 * k)]
    elif name == "sin*cos":
        return [(c, "sin", 2 * k)]
    return [term]
