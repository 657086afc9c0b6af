def train_in_order(xs, ys, w, lr, epochs):
    def c(w):
        return float(((xs * w - ys) ** 2).mean())
    costs = [c(w)]
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            before = c(w)
            w = w - lr * 2 * x * (x * w - y)
        costs.append(before)
    return w, costs
