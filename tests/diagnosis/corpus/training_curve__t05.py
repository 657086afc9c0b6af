def train_random(xs, ys, w, lr, updates, generator):
    drawn, costs = [], []
    for u in range(updates):
        k = random_sample(len(xs), generator)
        drawn.append(k)
        grad = xs[k] * (xs[k] * w - ys[k])
        w = w - lr * grad
        costs.append(torch.mean((xs * w - ys) ** 2).item())
    return w, drawn, costs
