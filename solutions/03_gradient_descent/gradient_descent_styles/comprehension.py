import math


def forward(x, w):
    y_hat = x * w
    return y_hat


def cost(xs, ys, w):
    return sum(math.pow(forward(x, w) - y, 2) for x, y in zip(xs, ys)) / len(xs)


def gradient(xs, ys, w):
    return sum([2 * x * (forward(x, w) - y) / len(xs) for x, y in zip(xs, ys)])


def update(w, grad, lr):
    step = lr * grad
    return w - step


def train(xs, ys, w, lr, epochs):
    ws = [w]
    [ws.append(update(ws[-1], gradient(xs, ys, ws[-1]), lr)) for _ in range(epochs)]
    return ws[-1], ws, [cost(xs, ys, w) for w in ws]


def gradient_with_bias(xs, ys, w, b):
    n = len(xs)
    return [
        2 / n * sum(x * (x * w + b - y) for x, y in zip(xs, ys)),
        2 / n * sum(x * w + b - y for x, y in zip(xs, ys)),
    ]


def train_with_bias(xs, ys, w, b, lr, epochs):
    cost_b = lambda w, b: sum(math.pow(x * w + b - y, 2) for x, y in zip(xs, ys)) / len(xs)
    costs = [cost_b(w, b)]
    while len(costs) <= epochs:
        grads = gradient_with_bias(xs, ys, w, b)
        w, b = [update(p, g, lr) for p, g in zip([w, b], grads)]
        costs += [cost_b(w, b)]
    return w, b, costs
