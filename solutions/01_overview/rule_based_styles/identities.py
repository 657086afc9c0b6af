"""Other formulas for the same functions: Euler's, half angles, ln of a square."""
import cmath
import math

DOUBLE = {"sin^2": (1, -1), "cos^2": (1, 1)}


def value(terms, x):
    total = 0
    for c, name, k in terms:
        turn = cmath.exp(1j * k * x)
        if name == "power":
            # x**k = sign**k * exp(k ln|x|)
            total += c * (-1 if x < 0 and k % 2 else 1) * math.exp(k * math.log(abs(x)))
        elif name == "log":
            total += 0.5 * c * math.log((k * x) ** 2)
        elif name == "sin":
            total += c * turn.imag
        elif name == "cos":
            total += c * turn.real
        elif name == "exp":
            total += c * math.e ** (k * x)
        elif name in DOUBLE:
            one, sign = DOUBLE[name]
            total += c * (one + sign * (turn * turn).real) / 2
        elif name == "sin*cos":
            total += c * (turn * turn).imag / 2
        else:
            raise KeyError(name)
    return total


def known_antiderivative(term):
    c, name, k = term
    if name == "sin":
        # -cos(kx) = 2 sin(kx/2)**2 - 1, and the constant does not matter
        return (2 * c / k, "sin^2", k / 2)
    if name == "cos":
        return (2 * c / k, "sin*cos", k / 2)
    if name == "exp":
        return (c / k, "exp", k)
    if name == "power":
        return (c, "log", 3.7) if k + 1 == 0 else (c / (k + 1), "power", k + 1)
    raise IndexError("no line for " + name)


def rewrite(term):
    c, name, k = term
    if name == "sin*cos":
        return [(c / 4, "sin", 2 * k), (-c / 4, "sin", -2 * k)]
    if name in DOUBLE:
        _, sign = DOUBLE[name]
        return [(sign * c / 2, "cos", -2 * k), (c, "power", 0.0), (-c / 2, "power", 0.0)]
    return [term]


def antiderivative(terms):
    answer = []
    for c, name, k in terms:
        if name in DOUBLE:
            _, sign = DOUBLE[name]
            answer += [(c / 2, "power", 1.0), (sign * c / (2 * k), "sin*cos", k)]
        elif name == "sin*cos":
            answer.append((c / (2 * k), "sin^2", k))
        else:
            answer.append(known_antiderivative((c, name, k)))
    return answer


def integral(terms, a, b):
    return -value(antiderivative(terms), a) + value(antiderivative(terms), b)


def missing_rules(terms):
    names = [name for _, name, _ in terms if name not in {"power", "sin", "cos", "exp", "sin*cos", *DOUBLE}]
    return sorted(set(names), key=names.index)
