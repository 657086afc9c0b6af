def train_with_bias(xs, ys, w, b, lr, epochs):
    costs = [((xs * w + b - ys) ** 2).mean()]
    for _ in range(epochs):
        w = w - lr * gradient_with_bias(xs, ys, w, b)[0]
        b = b - lr * gradient_with_bias(xs, ys, w, b)[1]
        costs.append(((xs * w + b - ys) ** 2).mean())
    return w, b, costs
