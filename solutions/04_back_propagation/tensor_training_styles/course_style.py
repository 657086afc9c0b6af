# Back Propagation, as in the lecture
import torch

x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]


def make_weight(value):
    w = torch.tensor([value], dtype=torch.float64)
    w.requires_grad = True
    return w


def forward(x, w):
    return x * w


def loss(x, y, w):
    y_pred = forward(x, w)
    return (y_pred - y) ** 2


def backward(x, y, w):
    l = loss(x, y, w)
    l.backward()
    return l.item()


def update(w, lr):
    w.data = w.data - lr * w.grad.data


def zero_gradient(w):
    if w.grad is not None:
        w.grad.data.zero_()


def train(xs, ys, w, lr, epochs):
    ws = [w.item()]
    losses = []
    for epoch in range(epochs):
        l_sum = 0
        for x, y in zip(xs, ys):
            l = loss(x, y, w)
            l.backward()
            print('\tgrad:', x, y, w.grad.item())
            w.data = w.data - lr * w.grad.data
            w.grad.data.zero_()
            l_sum += l.item()
        print('progress:', epoch, l.item())
        ws.append(w.item())
        losses.append(l_sum)
    return ws, losses


w = make_weight(1.0)
print('predict (before training)', 4, forward(4, w).item())
print('predict (after training)', 4, train(x_data, y_data, w, 0.01, 100)[0][-1])
