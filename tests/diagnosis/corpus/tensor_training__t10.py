def loss(x, y, w):
    return 0.5 * (forward(x, w) - y) ** 2


def backward(x, y, w):
    l = loss(x, y, w)
    l.backward()
    return l.item()


def train(xs, ys, w, lr, epochs):
    ws, ls = [w.item()], []
    for _ in range(epochs):
        total = 0
        for x, y in zip(xs, ys):
            total += backward(x, y, w)
            update(w, lr)
            zero_gradient(w)
        ws.append(w.item())
        ls.append(total)
    return ws, ls
