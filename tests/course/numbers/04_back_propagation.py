"""The numbers in the text of chapter 4 that none of its code blocks prints."""

import math
import sys


def sample(x: float, y: float, w: float, b: float) -> tuple[float, ...]:
    """Prediction, residual, loss, and the derivatives with respect to w and b."""
    r = x * w + b - y
    return x * w + b, r, r**2, 2 * r * x, 2 * r


def quadratic(x: float, y: float, w1: float, w2: float, b: float) -> tuple[float, ...]:
    """Prediction, residual, and the derivatives with respect to the three parameters."""
    r = w1 * x**2 + w2 * x + b - y
    return w1 * x**2 + w2 * x + b, r, 2 * r * x**2, 2 * r * x, 2 * r


print("digits of float32 and float64", math.floor(-math.log10(2.0**-24)), math.ceil(-math.log10(2.0**-53)))
print("the lecture's sample", sample(1, 2, 1, 0))
print("the lecture's sample with a bias", sample(1, 2, 1, 2))
print("a sample that tells", sample(3, 1, 1.5, 0.5))
print("both paths of z = x * x + x at 3, and with an upstream gradient of 10", 3 + 3 + 1, 10 * (3 + 3 + 1))

s = 1 / (1 + math.exp(-0.0))
print("the sigmoid at 0, and its slope", s, s * (1 - s))
print("calls inside one another", sys.getrecursionlimit(), f"{sys.getrecursionlimit():,}")
print("nodes in a row", 5000, f"{5000:,}")

w = 1.0
for _ in range(2):
    gradient = 2 * (2 * w - 4) * 2
    w = w - 0.1 * gradient
print("the second gradient with zeroing", round(gradient, 10))

print("the quadratic model", quadratic(3, 37, 2, 5, 7))
print("the quadratic model, another sample", quadratic(-3, 15, 2, 5, 7))
