import torch


def T(v):
    return torch.tensor(v, dtype=torch.float64)


def forward(x, y, w, b=0.0):
    x, y, w, b = T(x), T(y), T(w), T(b)
    y_hat = torch.add(torch.mul(x, w), b)
    r = torch.sub(y_hat, y)
    return [y_hat, r, r.pow(2)]


def multiply_gradients(a, b):
    return T([b, a])


def add_gradients(a, b):
    return torch.ones(2)


def square_gradient(r):
    return T([2.0]) * r


def step_back(upstream, local_gradients):
    return upstream * T(local_gradients)


def backward(x, y, w, b=0.0):
    y_hat, r, loss = forward(x, y, w, b)
    dr = 2 * r
    grads = dr * T([x, 1.0])
    return grads[0], grads[1]


def fork_gradient(x, upstream):
    grad = torch.zeros(1, dtype=torch.float64)
    grad += upstream          # z = q + x
    grad += upstream * x      # q = x * x
    grad += upstream * x
    return grad
