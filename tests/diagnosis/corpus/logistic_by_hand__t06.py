import math


def loss(y_hat, y):
    if y_hat <= 0:
        return 100.0 * y
    return -y * max(math.log(y_hat), -100)
