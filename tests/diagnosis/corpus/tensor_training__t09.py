def train(xs, ys, w, lr, epochs):
    ws, losses = [w.item()], []
    for epoch in range(epochs):
        for x, y in zip(xs, ys):
            l = backward(x, y, w)
            w.data = w.data - lr * w.grad.data
            w.grad.data.zero_()
        ws.append(w.item())
        losses.append(l)
    return ws, losses
