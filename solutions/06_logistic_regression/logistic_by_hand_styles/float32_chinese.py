# 逻辑回归,手写梯度,float32
import torch


def 张量(值):
    return torch.as_tensor(值, dtype=torch.float32)


def cross_entropy(p, q):
    结果 = torch.zeros(())
    for 真实, 猜测 in zip(张量(p), 张量(q)):
        if 真实 != 0:
            结果 = 结果 - 真实 * 猜测.log()
    return 结果


def forward(x, w, b):
    z = 张量(x) * w + b
    return 1 / (1 + (-z).exp())


def loss(y_hat, y):
    y_hat = 张量(y_hat)
    正 = y_hat.log()
    负 = (1 - y_hat).log()
    正 = 正.clamp(min=-100)
    负 = 负.clamp(min=-100)
    return -y * 正 - (1 - y) * 负


def cost(xs, ys, w, b):
    总和 = sum(loss(forward(x, w, b), y) for x, y in zip(xs, 张量(ys)))
    return 总和 / len(xs)


def gradient_check(by_hand, xs, ys, w, b, h):
    dw, db = by_hand(xs, ys, w, b)
    斜率w = (cost(xs, ys, w + h, b) - cost(xs, ys, w - h, b)) / (2 * h)
    斜率b = (cost(xs, ys, w, b + h) - cost(xs, ys, w, b - h)) / (2 * h)
    return torch.maximum((dw - 斜率w).abs(), (db - 斜率b).abs())


def backward(xs, ys, w, b):
    残差 = forward(xs, w, b) - 张量(ys)
    return (残差 * 张量(xs)).mean(), 残差.mean()


def update(w, b, dw, db, lr):
    return w - lr * dw, b - lr * db


def train(xs, ys, w, b, lr, epochs):
    w, b = 张量(w), 张量(b)
    代价 = [cost(xs, ys, w, b)]
    for _ in range(epochs):
        dw, db = backward(xs, ys, w, b)
        w, b = update(w, b, dw, db, lr)
        代价.append(cost(xs, ys, w, b))
    return w, b, 代价
