def known_antiderivative(term):
    c, kind, k = term
    if kind == "power" and k == -1.0:
        return c, "log", 1.0
    if kind == "power":
        return c / k if k else c, "power", k + 1
    table = {"sin": (-c / k, "cos", k), "cos": (c / k, "sin", k), "exp": (c / k, "exp", k)}
    return table[kind]
