def cost(xs, ys, w):
    r = w * xs - ys
    return r.dot(r).item() / r.numel()


def gradient(xs, ys, w):
    return (w * xs.dot(xs) - xs.dot(ys)).mul(2).div(xs.shape[0]).item()


def train(xs, ys, w, lr, epochs):
    ws = [w]
    while len(ws) <= epochs:
        ws.append(ws[-1] - lr * gradient(xs, ys, ws[-1]))
    return ws[-1], ws, list(map(lambda v: cost(xs, ys, v), ws))
