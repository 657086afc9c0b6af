def train(xs, ys, w, lr, epochs):
    ws, losses = [w], []
    for _ in range(epochs):
        start = w
        for x, y in zip(xs, ys):
            losses.append(loss(x, y, start))
            w = w - lr * gradient(x, y, start)
            ws.append(w)
    return w, ws, losses
