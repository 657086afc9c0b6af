def train_mini_batch(xs, ys, w, lr, epochs, batches):
    ws = [w]
    for _ in range(epochs):
        for batch in batches:
            g = 0
            for i in batch:
                g += gradient(xs[i], ys[i], w)
            w = w - lr * g / len(xs)
            ws.append(w)
    return w, ws
