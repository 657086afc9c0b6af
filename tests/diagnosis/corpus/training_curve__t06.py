def random_sample(n, generator):
    (下标,) = torch.randint(n, (1,), generator=generator).tolist()
    return 下标


def 全体代价(xs, ys, w):
    return torch.square(xs.mul(w).sub(ys)).mean().item()


def train_in_order(xs, ys, w, lr, epochs):
    历史 = [全体代价(xs, ys, w)]
    for _ in range(epochs):
        for i in range(xs.shape[0]):
            x, y = xs[i].item(), ys[i].item()
            w -= lr * 2 * x * (x * w - y)
        历史 += [全体代价(xs, ys, w)]
    return w, 历史
