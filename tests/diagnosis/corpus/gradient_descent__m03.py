def train(xs, ys, w, lr, epochs):
    ws, costs = [w], [cost(xs, ys, w)]
    for i in range(epochs):
        c = cost(xs, ys, w)
        w = w - lr / 2 * gradient(xs, ys, w)
        ws.append(w)
        costs.append(c)
    return w, ws, costs
