def train(xs, ys, w, lr, epochs):
    ws = [w]
    losses = []
    for epoch in range(epochs):
        for x, y in zip(xs, ys):
            w = w - lr * gradient(x, y, w)
            ws.append(w)
            losses.append(loss(x, y, w))
    return w, ws, losses
