"""全部用 NumPy 的 float32 计算。"""
import numpy as np

单 = np.float32
正弦, 余弦 = np.sin, np.cos


def value(terms, x):
    x = 单(x)
    和 = 单(0)
    for c, 名, k in terms:
        c, k = 单(c), 单(k)
        if 名 == "power":
            和 += c * x**k
        elif 名 == "log":
            和 += c * np.log(np.abs(k * x))
        elif 名 == "sin":
            和 += c * 正弦(k * x)
        elif 名 == "cos":
            和 += c * 余弦(k * x)
        elif 名 == "exp":
            和 += c * np.exp(k * x)
        elif 名 == "sin^2":
            和 += c * 正弦(k * x) ** 2
        elif 名 == "cos^2":
            和 += c * 余弦(k * x) ** 2
        elif 名 == "sin*cos":
            和 += c * 正弦(k * x) * 余弦(k * x)
        else:
            raise LookupError(f"不认识 {名}")
    return 和


def known_antiderivative(term):
    c, 名, k = term
    c, k = 单(c), 单(k)
    if 名 == "power":
        if k == -1:
            return c, "log", 单(1)
        return c / (k + 1), "power", k + 1
    if 名 == "sin":
        return -c / k, "cos", k
    if 名 == "cos":
        return c / k, "sin", k
    if 名 == "exp":
        return c / k, "exp", k
    raise LookupError(f"没有 {名} 的规则")


def rewrite(term):
    c, 名, k = term
    半, 倍 = 单(c) / 2, 2 * 单(k)
    if 名 == "sin^2":
        return [(半, "power", 单(0)), (-半, "cos", 倍)]
    if 名 == "cos^2":
        return [(半, "power", 单(0)), (半, "cos", 倍)]
    if 名 == "sin*cos":
        return [(半, "sin", 倍)]
    # 其他的项原样返回
    return [term]


def antiderivative(terms):
    return [known_antiderivative(t) for 项 in terms for t in rewrite(项)]


def integral(terms, a, b):
    原函数 = antiderivative(terms)
    return value(原函数, b) - value(原函数, a)


def missing_rules(terms):
    缺 = []
    for 项 in terms:
        try:
            antiderivative([项])
        except LookupError:
            if 项[1] not in 缺:
                缺.append(项[1])
    return 缺
