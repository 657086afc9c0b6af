import numpy as np


def forward(x, y, w, b=0.0):
    y_hat = np.multiply(x, w) + b
    r = np.subtract(y_hat, y)
    return y_hat, r, np.square(r)


def multiply_gradients(a, b):
    return np.array([b, a])


def add_gradients(a, b):
    return np.ones(2)


def square_gradient(r):
    return np.float64(2) * r


def step_back(upstream, local_gradients):
    return np.array(local_gradients) * upstream


def backward(x, y, w, b=0.0):
    r = forward(x, y, w, b)[1]
    up = step_back(1.0, [square_gradient(r)])[0]
    up = step_back(up, (1.0, -1.0))[0]
    up, db = step_back(up, add_gradients(x * w, b))
    dw = step_back(up, multiply_gradients(x, w))[1]
    return np.array([dw, db])


def fork_gradient(x, upstream):
    return np.sum(upstream * np.array([x, x, 1.0]))
