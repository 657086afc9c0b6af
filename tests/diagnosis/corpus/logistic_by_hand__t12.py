def train(xs, ys, w, b, lr, epochs):
    costs = []
    for _ in range(epochs):
        dw, db = backward(xs, ys, w, b)
        w, b = update(w, b, dw, db, lr)
        costs.append(cost(xs, ys, w, b))
    return w, b, costs
