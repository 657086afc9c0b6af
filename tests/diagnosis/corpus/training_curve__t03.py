def train_in_order(xs, ys, w, lr, epochs):
    costs = [float(((xs * w - ys) ** 2).mean())]
    for _ in range(epochs):
        s = 0
        for x, y in zip(xs, ys):
            s += float((x * w - y) ** 2)
            w = w - lr * 2 * x * (x * w - y)
        costs.append(s / len(xs))
    return w, costs
