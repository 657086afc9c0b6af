"""知识库写成字典:查不到就是 KeyError,它也是 LookupError。"""
import numpy as np

求值 = {
    "power": lambda k, x: np.power(x, k),
    "log": lambda k, x: np.log(np.abs(k * x)),
    "sin": lambda k, x: np.sin(k * x),
    "cos": lambda k, x: np.cos(k * x),
    "exp": lambda k, x: np.exp(k * x),
    "sin^2": lambda k, x: np.sin(k * x) ** 2,
    "cos^2": lambda k, x: np.cos(k * x) ** 2,
    "sin*cos": lambda k, x: np.sin(k * x) * np.cos(k * x),
}

知识库 = {
    "power": lambda c, k: (c, "log", 1.0) if k == -1 else (c / (k + 1), "power", k + 1),
    "sin": lambda c, k: (-c / k, "cos", k),
    "cos": lambda c, k: (c / k, "sin", k),
    "exp": lambda c, k: (c / k, "exp", k),
}

变换 = {
    "sin^2": lambda c, k: [(c / 2, "power", 0.0), (-c / 2, "cos", 2 * k)],
    "cos^2": lambda c, k: [(c / 2, "power", 0.0), (c / 2, "cos", 2 * k)],
    "sin*cos": lambda c, k: [(c / 2, "sin", 2 * k)],
}


def value(terms, x):
    return sum(c * 求值[名字](k, x) for c, 名字, k in terms)


def known_antiderivative(term):
    c, 名字, k = term
    return 知识库[名字](c, k)


def rewrite(term):
    c, 名字, k = term
    return 变换.get(名字, lambda c, k: [term])(c, k)


def antiderivative(terms):
    return [known_antiderivative(t) for t in sum(map(rewrite, terms), [])]


def integral(terms, a, b):
    F = antiderivative(terms)
    return value([(c, n, k) for c, n, k in F] + [], b) + value([(-c, n, k) for c, n, k in F], a)


def missing_rules(terms):
    return list(dict.fromkeys(名字 for _, 名字, _ in terms if 名字 not in 知识库 and 名字 not in 变换))
