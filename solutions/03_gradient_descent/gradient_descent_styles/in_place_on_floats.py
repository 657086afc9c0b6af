# 课程里的写法：w -= lr * grad。在列表和浮点数上是对的。
def forward(x, w):
    return x * w


def cost(xs, ys, w):
    total = 0
    for x, y in zip(xs, ys):
        total += (forward(x, w) - y) ** 2
    return total / len(xs)


def gradient(xs, ys, w):
    grad = 0
    for x, y in zip(xs, ys):
        grad += 2 * x * (forward(x, w) - y)
    return grad / len(xs)


def update(w, grad, lr):
    w -= lr * grad
    return w


def train(xs, ys, w, lr, epochs):
    ws, costs = [w], [cost(xs, ys, w)]
    for epoch in range(epochs):
        w -= lr * gradient(xs, ys, w)
        ws.append(w)
        costs.append(cost(xs, ys, w))
    return w, ws, costs


def gradient_with_bias(xs, ys, w, b):
    dw, db = 0, 0
    for x, y in zip(xs, ys):
        dw += 2 * x * (x * w + b - y)
        db += 2 * (x * w + b - y)
    return dw / len(xs), db / len(xs)


def train_with_bias(xs, ys, w, b, lr, epochs):
    def mse():
        return sum([(x * w + b - y) ** 2 for x, y in zip(xs, ys)]) / len(xs)

    costs = [mse()]
    for epoch in range(epochs):
        dw, db = gradient_with_bias(xs, ys, w, b)
        w -= lr * dw
        b -= lr * db
        costs.append(mse())
    return w, b, costs


if __name__ == "__main__":
    print(train([1.0, 2.0, 3.0], [2.0, 4.0, 6.0], 1.0, 0.01, 100)[0])
