def train_mini_batch(xs, ys, w, lr, epochs, batches):
    ws = [w]
    for e in range(epochs):
        for batch in batches:
            k = len(batch)
            w = w - lr * batch_gradient(xs[:k], ys[:k], w)
            ws.append(w)
    return w, ws
