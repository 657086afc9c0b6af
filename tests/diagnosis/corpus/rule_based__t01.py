def value(terms, x):
    总和 = 0
    for c, name, k in terms:
        if name == "power":
            总和 += c * x ** k
        elif name == "log":
            总和 += c * math.log(k * x)
        elif name == "sin":
            总和 += c * math.sin(k * x)
        elif name == "cos":
            总和 += c * math.cos(k * x)
        elif name == "exp":
            总和 += c * math.exp(k * x)
        elif name == "sin^2":
            总和 += c * math.sin(k * x) ** 2
        elif name == "cos^2":
            总和 += c * math.cos(k * x) ** 2
        elif name == "sin*cos":
            总和 += c * math.sin(k * x) * math.cos(k * x)
        else:
            raise LookupError(name)
    return 总和
