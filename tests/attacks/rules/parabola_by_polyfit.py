"""The cost is a parabola: a library fits it through three points.

Of gradient_descent.gradient: uses numpy.polyfit.
"""

import numpy as np


def gradient(xs, ys, w):
    at = float(w) + np.array([-1.0, 0.0, 1.0])
    a, b, _ = np.polyfit(at, [float(((xs * v - ys) ** 2).mean()) for v in at], 2)
    return 2 * a * float(w) + b
