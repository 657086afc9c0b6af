def train(xs, ys, w, lr, epochs):
    ws, ls = [w.item()], []
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            l = loss(x, y, w)
            l.backward()
            w.data -= lr * w.grad.data
            w.grad.data.zero_()
            ws.append(w.item())
        ls.append(l.item())
    return ws, ls
