import numpy as np


def A(*values):
    return [np.asarray(v, dtype=np.float64) for v in values]


def collapse(W1, b1, W2, b2):
    W1, b1, W2, b2 = A(W1, b1, W2, b2)
    return np.dot(W2, W1), np.dot(W2, b1) + b2


def activate(Z, activation):
    Z, = A(Z)
    if activation == "identity":
        return Z
    if activation == "relu":
        return np.maximum(Z, 0)
    return 1 / (1 + np.exp(-Z))


def activation_slope(Z, activation):
    Z, = A(Z)
    if activation == "identity":
        return np.ones(Z.shape)
    if activation == "relu":
        return np.where(Z > 0, 1.0, 0.0)
    s = activate(Z, activation)
    return s - s * s


def forward(X, W1, b1, W2, b2, activation):
    X, W1, b1, W2, b2 = A(X, W1, b1, W2, b2)
    Z = np.dot(X, W1.T) + b1
    H = activate(Z, activation)
    return Z, H, np.dot(H, W2.T) + b2


def bend(X1, X2, W1, b1, W2, b2, activation):
    X1, X2 = A(X1, X2)
    net = lambda X: forward(X, W1, b1, W2, b2, activation)[2]
    return net(np.mean([X1, X2], axis=0)) - np.mean([net(X1), net(X2)], axis=0)


def backward(X, W1, b1, W2, b2, activation, dY):
    X, W1, b1, W2, b2, dY = A(X, W1, b1, W2, b2, dY)
    Z, H, Y = forward(X, W1, b1, W2, b2, activation)
    dW2 = np.einsum("no,nh->oh", dY, H)
    dH = np.einsum("no,oh->nh", dY, W2)
    dZ = dH * activation_slope(Z, activation)
    dW1 = np.einsum("nh,ni->hi", dZ, X)
    return dW1, dZ.sum(axis=0), dW2, dY.sum(axis=0), dZ.dot(W1)


def gradients(X, T, W1, b1, W2, b2, activation):
    T, = A(T)
    diff = forward(X, W1, b1, W2, b2, activation)[2] - T
    grads = backward(X, W1, b1, W2, b2, activation, 2 * diff / diff.size)
    return (np.mean(diff ** 2),) + grads[:4]


def gradient_check(cost, parameter, gradient, h):
    parameter, gradient = A(parameter, gradient)
    numeric = np.zeros_like(parameter)
    for index in np.ndindex(parameter.shape):
        step = np.zeros_like(parameter)
        step[index] = h
        numeric[index] = (float(cost(parameter + step)) - float(cost(parameter - step))) / (2 * h)
    return np.abs(gradient - numeric).max() / max(np.abs(gradient).max(), np.abs(numeric).max(), 1e-8)
