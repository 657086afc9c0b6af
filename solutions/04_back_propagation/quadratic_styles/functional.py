# 用 torch.autograd.functional 求导；前向用 Horner 形式
import math

import torch
from torch.autograd.functional import jacobian


def forward(x, w1, w2, b):
    return b + x * (w2 + x * w1)


def loss(x, y, w1, w2, b):
    d = y - forward(x, w1, w2, b)
    return d * d


def gradients(x, y, w1, w2, b):
    db = -2.0 * (y - forward(x, w1, w2, b))
    dw2 = db * x
    dw1 = dw2 * x
    return [dw1, dw2, db]


def gradients_by_autograd(x, y, w1, w2, b):
    p = torch.tensor([w1, w2, b], dtype=torch.double)
    g = jacobian(lambda q: loss(x, y, q[0], q[1], q[2]), p)
    return tuple(float(one) for one in g)


def gradient_check(by_hand, xs, ys, w1, w2, b):
    def error(h, a):
        return math.fabs(h - a) / max(map(abs, (h, a, 1e-8)))

    return max(
        error(float(h), a)
        for x, y in zip(xs.tolist(), ys.tolist())
        for h, a in zip(by_hand(x, y, w1, w2, b), gradients_by_autograd(x, y, w1, w2, b))
    )


def train(xs, ys, w1, w2, b, lr, epochs):
    theta = (w1, w2, b)
    history = []
    for _ in range(epochs):
        every = []
        for x, y in zip(xs.tolist(), ys.tolist()):
            every.append(loss(x, y, *theta))
            theta = tuple(p - g * lr for p, g in zip(theta, gradients(x, y, *theta)))
        history.append(math.fsum(every))
    return (*theta, history)


if __name__ == "__main__":
    print(gradients(3.0, 37.0, 2.0, 5.0, 7.0), gradients_by_autograd(3.0, 37.0, 2.0, 5.0, 7.0))
