"""The numbers that the text of chapter 3 works out by hand."""

from __future__ import annotations

Samples = list[tuple[float, float]]

LECTURE: Samples = [(1.0, 2.0), (2.0, 4.0), (3.0, 6.0)]
SECOND: Samples = [(1.0, 3.0), (2.0, 2.0)]
ROUNDING = 2.0**-53


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def cost(samples: Samples, w: float, b: float = 0.0) -> float:
    return mean([(x * w + b - y) ** 2 for x, y in samples])


def gradient(samples: Samples, w: float, b: float = 0.0) -> tuple[float, float]:
    return mean([2 * x * (x * w + b - y) for x, y in samples]), mean([2 * (x * w + b - y) for x, y in samples])


# Divide and conquer.
print("times smaller in a round", 15 / 2)
print("best point of the second grid", min((2 * i / 3 for i in range(4)), key=lambda w: (w - 1.4) ** 2))
print("lowest point of the first grid", 1.4)
print("points in two dimensions, in ten", 16**2, 16**10)
print("place of the narrow valley", 3.33)

# Convexity: the share of the way, what is left of it, the height of the graph, the gap.
t = 0.25
print("chord", t, 1 - t, (1 - t) * 0.0 + t * 4.0, (t * 2.0) ** 2, (1 - t) * 0.0 + t * 4.0 - (t * 2.0) ** 2)

# Slopes from numbers.
print("cubes", *(round(value, 6) for value in (1.1**3, 0.9**3, (1.1**3 - 0.9**3) / 0.2, 0.1**2 * 6 / 6)))
print("rounding", ROUNDING, 2.0**-24)
step = (3 * ROUNDING) ** (1 / 3)
print("best step and its error", step, step**2 / 6 + ROUNDING / step)
single = (3 * 2.0**-24) ** (1 / 3)
print("times as much in float32", (single**2 / 6 + 2.0**-24 / single) / (step**2 / 6 + ROUNDING / step))
print("a distance, and two slopes that it is compared with", 0.01, 0.02)

# The gradient of our cost.
slope, _ = gradient(LECTURE, 1.0)
print("lecture", cost(LECTURE, 1.0), slope, 0.01, -0.01 * slope, 1.0 - 0.01 * slope)
print("second example", cost(SECOND, 2.0), gradient(SECOND, 2.0)[0])
dw, db = gradient(SECOND, 2.0, 0.5)
print("with a bias", 0.5, 2.5, dw, db, 2.0 - 0.1 * dw, 0.5 - 0.1 * db)

# The average.
print("weight after ten steps", 0.9, 0.9**10, round(1 - 0.9, 6))
first = 0.1 * 4
second = 0.9 * first + 0.1 * 2
print("averages", first, second, round(1 - 0.9**2, 6), first / 0.1, second / 0.19)

# The learning rate.
curvature = mean([2 * x**2 for x, _ in LECTURE])
print("curvature and limit", curvature, 2 / curvature)

# One sample at a time.
w = 2.0
for x, y in SECOND:
    residual = x * w - y
    after = w - 0.1 * 2 * x * residual
    print("sample", round(residual, 6), round(residual**2, 6), round(2 * x * residual, 6), round(after, 6))
    w = after
print("missed in N of N draws", (1 - 1 / 10**6) ** 10**6)

# What the pictures say.
print("learning rates of the curves", 0.01, 0.1, 0.2, 0.22)
print("start of the descent", 0.2)
