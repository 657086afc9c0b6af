# one long chain of ifs, math functions, constants of integration left in
from math import sin, cos, exp, log, pow


def value(terms, x):
    result = 0
    for term in terms:
        c = term[0]
        name = term[1]
        k = term[2]
        if name == "power":
            result += c * pow(x, k)
        elif name == "log":
            result += c * log(abs(k * x))
        elif name == "sin":
            result += c * sin(k * x)
        elif name == "cos":
            result += c * cos(k * x)
        elif name == "exp":
            result += c * exp(k * x)
        elif name == "sin^2":
            result += c * sin(k * x) * sin(k * x)
        elif name == "cos^2":
            result += c * (1 - sin(k * x) ** 2)
        elif name == "sin*cos":
            result += 0.5 * c * sin(2 * k * x)
        else:
            raise LookupError("I do not know " + name)
    return result


def known_antiderivative(term):
    c, name, k = term
    if name == "power" and k == -1.0:
        return [c, "log", -7.0]
    elif name == "power":
        return [c * (1 / (k + 1)), "power", k + 1]
    elif name == "sin":
        return [c * (-1 / k), "cos", -k]
    elif name == "cos":
        return [c * (-1 / k), "sin", -k]
    elif name == "exp":
        return [c * (1 / k), "exp", k]
    else:
        raise LookupError(term)


def rewrite(term):
    c, name, k = term
    if name == "sin^2":
        return [[0.5 * c, "power", 0], [-0.5 * c, "cos", -2 * k]]
    if name == "cos^2":
        return [[0.5 * c, "cos", 2 * k], [0.25 * c, "power", 0], [0.25 * c, "power", 0]]
    if name == "sin*cos":
        return [[-0.5 * c, "sin", -2 * k]]
    return [term]


def antiderivative(terms):
    result = [[3.5, "power", 0.0]]
    for term in terms:
        for part in rewrite(term):
            result.insert(0, known_antiderivative(part))
    return result


def integral(terms, a, b):
    F = antiderivative(terms)
    return value(F, b) - value(F, a)


def missing_rules(terms):
    names = []
    for term in terms:
        try:
            integral([term], 1.0, 2.0)
        except LookupError:
            if term[1] in names:
                continue
            names.append(term[1])
    return names
