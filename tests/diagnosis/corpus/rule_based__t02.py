def known_antiderivative(term):
    c, name, k = term
    if name == "power":
        if k == -1:
            return (c, "log", 1.0)
        return (c / (k + 1), "power", k + 1)
    if name == "sin":
        return (c / k, "cos", k)
    if name == "cos":
        return (c / k, "sin", k)
    if name == "exp":
        return (c / k, "exp", k)
    raise LookupError(f"no rule for {name}")
