def train_random(xs, ys, w, lr, updates, generator):
    drawn = []
    costs = [((xs * w - ys) ** 2).mean()]
    for _ in range(updates):
        i = random_sample(len(xs), generator)
        drawn.append(i)
        w = w - lr * 2 * xs[i] * (xs[i] * w - ys[i])
        costs.append((xs[i] * w - ys[i]) ** 2)
    return w, drawn, costs
