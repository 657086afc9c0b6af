# the way of the lecture: loops over zip(xs, ys)


def forward(x, w):
    return x * w


def cost(xs, ys, w):
    cost = 0
    for x, y in zip(xs, ys):
        y_pred = forward(x, w)
        cost += (y_pred - y) ** 2
    return cost / len(xs)


def gradient(xs, ys, w):
    grad = 0
    for x, y in zip(xs, ys):
        grad += 2 * x * (x * w - y)
    return grad / len(xs)


def update(w, grad, lr):
    w = w - lr * grad
    return w


def train(xs, ys, w, lr, epochs):
    w_list = [w]
    cost_list = [cost(xs, ys, w)]
    for epoch in range(epochs):
        cost_val = cost(xs, ys, w)
        grad_val = gradient(xs, ys, w)
        w = update(w, grad_val, lr)
        w_list.append(w)
        cost_list.append(cost(xs, ys, w))
        print('Epoch:', epoch, 'w=', w, 'loss=', cost_val)
    return w, w_list, cost_list


def gradient_with_bias(xs, ys, w, b):
    dw = 0
    db = 0
    for x, y in zip(xs, ys):
        r = x * w + b - y
        dw += 2 * x * r
        db += 2 * r
    return dw / len(xs), db / len(xs)


def train_with_bias(xs, ys, w, b, lr, epochs):
    def c():
        s = 0
        for x, y in zip(xs, ys):
            s += (x * w + b - y) ** 2
        return s / len(xs)
    costs = [c()]
    for epoch in range(1, epochs + 1):
        dw, db = gradient_with_bias(xs, ys, w, b)
        w = w - lr * dw
        b = b - lr * db
        costs.append(c())
    return w, b, costs
