def backward(xs, ys, w, b):
    r = torch.tensor([float(forward(x, w, b)) for x in xs.tolist()], dtype=torch.float64) - ys
    return float((2 * r * xs).mean()), float((2 * r).mean())


def train(xs, ys, w, b, lr, epochs):
    costs = [cost(xs, ys, w, b)]
    for _ in range(epochs):
        dw, db = backward(xs, ys, w, b)
        w, b = update(w, b, dw, db, lr)
        costs.append(cost(xs, ys, w, b))
    return w, b, costs
