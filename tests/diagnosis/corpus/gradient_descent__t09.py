def gradient(xs, ys, w):
    梯度 = 0
    for x, y in zip(xs, ys):
        梯度 += x * (x * w - y)
    return 梯度 / len(xs)


def train(xs, ys, w, lr, epochs):
    权重, 代价 = [w], [cost(xs, ys, w)]
    for _ in range(epochs):
        w = update(w, gradient(xs, ys, w), lr)
        权重.append(w)
        代价.append(cost(xs, ys, w))
    return w, 权重, 代价
