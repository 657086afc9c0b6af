"""Every precondition of the docstrings is enforced: what breaks one is refused."""
from __future__ import annotations

import math
from typing import NamedTuple

TABLE = ("power", "log", "sin", "cos", "exp", "sin^2", "cos^2", "sin*cos")
PRODUCTS = ("sin^2", "cos^2", "sin*cos")


class Term(NamedTuple):
    c: float
    name: str
    k: float

    @classmethod
    def checked(cls, term) -> Term:
        if type(term) is not tuple or len(term) != 3:
            raise TypeError(f"a term is a tuple (c, name, k), not {term!r}")
        c, name, k = term
        if type(c) is not float or type(k) is not float or type(name) is not str:
            raise TypeError(f"c and k are Python floats, and the name is a string: {term!r}")
        if not (math.isfinite(c) and math.isfinite(k)):
            raise ValueError(f"no finite numbers: {term!r}")
        if k == 0.0 and name != "power":
            raise ValueError(f"k is 0 outside of 'power': {term!r}")
        return cls(c, name, k)

    def at(self, x: float) -> float:
        if self.name == "power":
            if x < 0 and not self.k.is_integer():
                raise ValueError("x is below 0 where the power is not a whole number")
            return self.c * x**self.k
        if self.name not in TABLE:
            raise LookupError(f"no rule for {self.name}")
        u = self.k * x
        return self.c * {
            "log": lambda: math.log(abs(u)),
            "sin": lambda: math.sin(u),
            "cos": lambda: math.cos(u),
            "exp": lambda: math.exp(u),
            "sin^2": lambda: math.sin(u) ** 2,
            "cos^2": lambda: math.cos(u) ** 2,
            "sin*cos": lambda: math.sin(u) * math.cos(u),
        }[self.name]()


def _checked_terms(terms) -> list[Term]:
    if type(terms) is not list:
        raise TypeError(f"a function is a list of terms, not a {type(terms).__name__}")
    return [Term.checked(term) for term in terms]


def _checked_x(x) -> float:
    if type(x) is not float:
        raise TypeError(f"x is a Python float, not a {type(x).__name__}")
    if x == 0 or not math.isfinite(x):
        raise ValueError(f"x = {x}")
    return x


def value(terms, x):
    x = _checked_x(x)
    return math.fsum(term.at(x) for term in _checked_terms(terms))


def known_antiderivative(term):
    c, name, k = Term.checked(term)
    if name == "power" and k == -1.0:
        return (c, "log", 1.0)
    if name == "power":
        return (c / (k + 1.0), name, k + 1.0)
    if name == "sin":
        return (-c / k, "cos", k)
    if name in ("cos", "exp"):
        return (c / k, "sin" if name == "cos" else "exp", k)
    raise LookupError(f"the knowledge base has no line for {name!r}")


def rewrite(term):
    c, name, k = Term.checked(term)
    if name not in PRODUCTS:
        return [term]
    if name == "sin*cos":
        return [(0.5 * c, "sin", 2.0 * k)]
    sign = 1.0 if name == "cos^2" else -1.0
    return [(0.5 * c, "power", 0.0), (sign * 0.5 * c, "cos", 2.0 * k)]


def antiderivative(terms):
    result = []
    for term in _checked_terms(terms):
        result.extend(known_antiderivative(part) for part in rewrite(tuple(term)))
    return result


def integral(terms, a, b):
    a, b = _checked_x(a), _checked_x(b)
    if (a > 0) != (b > 0):
        raise ValueError("0 lies between a and b")
    F = antiderivative(terms)
    return value(F, b) - value(F, a)


def missing_rules(terms):
    names = []
    for term in _checked_terms(terms):
        try:
            antiderivative([tuple(term)])
        except LookupError:
            if term.name not in names:
                names.append(term.name)
    return names


if __name__ == "__main__":
    print(value([(3.0, "power", 2.0), (1.0, "exp", 2.0)], 0.5))
