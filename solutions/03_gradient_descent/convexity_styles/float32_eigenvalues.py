# 凸函数与鞍点（全部用 float32）
import numpy as np

f32 = np.float32


def chord_gap(f, a, b, t):
    a, b, t = f32(a), f32(b), f32(t)
    弦 = (f32(1) - t) * f(a) + t * f(b)
    return 弦 - f((f32(1) - t) * a + t * b)


def looks_convex(f, pairs, shares, slack):
    return bool(min(chord_gap(f, a, b, t) for a, b in pairs for t in shares) >= -slack)


def classify(hessian):
    特征值 = np.linalg.eigvalsh(np.asarray(hessian, dtype=f32))
    界限 = 1e-6 * np.max(np.abs(特征值))
    正 = np.count_nonzero(特征值 > 界限)
    负 = np.count_nonzero(特征值 < -界限)
    if 正 > 0 and 负 > 0:
        return "saddle"
    if 正 == 特征值.size:
        return "minimum"
    if 负 == 特征值.size:
        return "maximum"
    return "undecided"


def saddle_gradient(x, y):
    x, y = f32(x), f32(y)
    return 2 * x + 3 * y, 2 * y + 3 * x


def descend(x, y, lr, steps):
    路径 = np.zeros((steps + 1, 2), dtype=f32)
    路径[0] = x, y
    for k in range(steps):
        路径[k + 1] = 路径[k] - f32(lr) * np.array(saddle_gradient(*路径[k]))
    return 路径
