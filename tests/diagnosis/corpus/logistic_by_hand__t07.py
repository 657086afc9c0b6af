import math


def loss(y_hat, y):
    eps = 1e-7
    return -(y * math.log(y_hat + eps) + (1 - y) * math.log(1 - y_hat + eps))
