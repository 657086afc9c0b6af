def train_random(xs, ys, w, lr, updates, generator):
    drawn, costs = [], [((xs * w - ys) ** 2).mean().item()]
    for _ in range(updates):
        drawn.append(int(random_sample(len(xs), generator)))
        w = w - lr * (2 * xs * (xs * w - ys)).mean().item()
        costs.append(((xs * w - ys) ** 2).mean().item())
    return w, drawn, costs
