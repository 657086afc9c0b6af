# other algebra: softplus for the loss, tanh for sigma, augmented inputs for the gradient
import torch


def cross_entropy(p, q):
    # H(p, q) = H(p) + KL(p, q)
    some = p != 0
    p, q = p[some], q[some]
    return (p * (p / q).log()).sum() - (p * p.log()).sum()


def forward(x, w, b):
    z = torch.as_tensor(x * w + b, dtype=torch.float64)
    return torch.exp(-torch.log1p(torch.exp(-z)))


def loss(y_hat, y):
    y_hat = torch.as_tensor(y_hat, dtype=torch.float64)
    # y is 0 or 1, so that the likelihood is y_hat**y * (1 - y_hat)**(1 - y)
    likelihood = 1 - y - y_hat + 2 * y * y_hat
    return torch.minimum(torch.tensor(100.0, dtype=torch.float64), -torch.log(torch.abs(likelihood)))


def cost(xs, ys, w, b):
    losses = [loss(forward(x, w, b), y) for x, y in zip(xs, ys)]
    return torch.stack(losses).mean()


def gradient_check(by_hand, xs, ys, w, b, h):
    claimed = torch.stack([torch.as_tensor(d, dtype=torch.float64) for d in by_hand(xs, ys, w, b)])
    moves = h * torch.eye(2, dtype=torch.float64)
    ends = [[cost(xs, ys, w + sign * dw, b + sign * db) for dw, db in moves] for sign in (1, -1)]
    right, left = (torch.stack(costs) for costs in ends)
    return torch.linalg.vector_norm(claimed - (right - left) / (2 * h), float("inf"))


def backward(xs, ys, w, b):
    design = torch.vander(xs, 2)  # columns x and 1
    slopes = design.T @ (forward(xs, w, b) - ys) / len(xs)
    return slopes[0], slopes[1]


def update(w, b, dw, db, lr):
    return w + -lr * dw, b + -lr * db


def train(xs, ys, w, b, lr, epochs):
    def path(w, b, left):
        here = [cost(xs, ys, w, b)]
        if left == 0:
            return w, b, here
        end_w, end_b, later = path(*update(w, b, *backward(xs, ys, w, b), lr), left - 1)
        return end_w, end_b, here + later

    return path(w, b, epochs)
