def make_weight(value):
    w = torch.full((1,), value, dtype=torch.float64)
    return w.requires_grad_(True)


def update(w, lr):
    w.data.sub_(lr * w.grad.data)


def zero_gradient(w):
    w.grad = None


def train(xs, ys, w, lr, epochs):
    权重列表, 损失列表 = [float(w)], []
    for 轮 in range(epochs):
        总 = 0.0
        for i in range(len(xs)):
            l = torch.pow(w * xs[i] - ys[i], 2)
            l.backward()
            with torch.no_grad():
                w -= lr * w.grad
            w.grad.zero_()
            总 += l.item()
        权重列表.append(float(w))
        损失列表.append(总)
    return 权重列表, 损失列表
