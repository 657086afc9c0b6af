# 同样的计算，换一些 PyTorch 的写法
import torch
from torch import nn


def make_weight(value):
    w = torch.empty(1, dtype=torch.float64)
    nn.init.constant_(w, value)
    return w.requires_grad_()


def forward(x, w):
    x = torch.as_tensor(x, dtype=w.dtype)
    return torch.einsum("...,i->...", x, w)


def loss(x, y, w):
    error = torch.as_tensor(y, dtype=w.dtype).reshape(()) - forward(x, w).reshape(())
    return error.abs().pow(2)


def backward(x, y, w):
    out = loss(x, y, w)
    out.backward(gradient=torch.ones_like(out))
    return out.tolist()


def update(w, lr):
    w.data.copy_(w.detach() - lr * w.grad)


def zero_gradient(w):
    if w.grad is not None:
        w.grad.fill_(0)


def train(xs, ys, w, lr, epochs):
    every = [w.detach().clone()]
    sums = torch.zeros(epochs, dtype=torch.float64)
    for epoch in range(epochs):
        for x, y in torch.stack([xs, ys], dim=1):
            sums[epoch] += backward(x, y, w)
            update(w, lr)
            zero_gradient(w)
        every.append(w.detach().clone())
    return torch.cat(every).tolist(), sums.tolist()


if __name__ == "__main__":
    weight = make_weight(1)
    print(train(torch.tensor([1.0, 2.0]).double(), torch.tensor([2.0, 4.0]).double(), weight, 0.1, 1))
