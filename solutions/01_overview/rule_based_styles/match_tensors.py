"""With `match`, and values worked out on tensors."""
import torch


def value(terms, x):
    x = torch.tensor(x, dtype=torch.float64)
    total = torch.zeros((), dtype=torch.float64)
    for c, name, k in terms:
        match name:
            case "power":
                one = x**k
            case "log":
                one = (k * x).abs().log()
            case "sin" | "cos" | "exp":
                one = getattr(torch, name)(k * x)
            case "sin^2":
                one = (k * x).sin().square()
            case "cos^2":
                one = (k * x).cos().square()
            case "sin*cos":
                one = (k * x).sin() * (k * x).cos()
            case _:
                raise LookupError(f"value: {name}?")
        total = total + c * one
    return total.item()


def known_antiderivative(term):
    match term:
        case (c, "power", -1.0):
            return (c, "log", 1)
        case (c, "power", k):
            return (c / (k + 1), "power", k + 1)
        case (c, "sin", k):
            return (-c / k, "cos", k)
        case (c, "cos", k):
            return (c / k, "sin", k)
        case (c, "exp", k):
            return (c / k, "exp", k)
    raise LookupError(f"no rule for {term!r}")


def rewrite(term):
    match term:
        case (c, "sin^2", k):
            return [(-c / 2, "cos", 2 * k), (c / 2, "power", 0)]
        case (c, "cos^2", k):
            # cos^2 = 1 - sin^2
            return [(c, "power", 0), *[(-d, name, j) for d, name, j in rewrite((c, "sin^2", k))]]
        case (c, "sin*cos", k):
            return [(c / 2, "sin", 2 * k)]
        case _:
            return [term]


def antiderivative(terms):
    if not terms:
        return [(1.0, "power", 0.0)]
    head, *tail = terms
    mine = [known_antiderivative(part) for part in rewrite(head)]
    return mine + (antiderivative(tail) if tail else [])


def integral(terms, a, b):
    return sum(value(antiderivative([t]), b) - value(antiderivative([t]), a) for t in terms)


def missing_rules(terms):
    missing = {}
    for term in terms:
        try:
            antiderivative([term])
        except LookupError:
            missing.setdefault(term[1], term)
    return [*missing]
