"""A library's difference quotient.

Of gradient_descent.gradient: uses numpy.gradient.
"""

import numpy as np


def gradient(xs, ys, w):
    at = float(w) + np.array([-1e-3, 0.0, 1e-3])
    costs = [float(((xs * v - ys) ** 2).mean()) for v in at]
    return float(np.gradient(np.array(costs), at)[1])
