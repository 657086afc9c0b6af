def train(xs, ys, w, lr, epochs):
    ws = [w]
    costs = [cost(xs, ys, w)]
    grad = gradient(xs, ys, w)
    for _ in range(epochs):
        w = update(w, grad, lr)
        ws.append(w)
        costs.append(cost(xs, ys, w))
    return w, ws, costs
