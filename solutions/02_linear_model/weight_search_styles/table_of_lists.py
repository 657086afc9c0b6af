def forward(x, w, b):
    return x * w + b


def cost(xs, ys, w, b):
    total = 0
    for x, y in zip(xs, ys):
        total += (forward(x, w, b) - y) ** 2
    return total / len(xs)


def weight_grid(start, stop, step):
    n = round((stop - start) / step) + 1
    grid = []
    for i in range(n):
        grid.append(start + i * step)
    return grid


def search(xs, ys, ws):
    costs = []
    best = None
    lowest = float("inf")
    for w in ws:
        c = cost(xs, ys, w, 0.0)
        costs.append(c)
        if c < lowest:
            lowest = c
            best = w
    return (costs, best)


def cost_surface(xs, ys, ws, bs):
    surface = []
    for w in ws:
        row = []
        for b in bs:
            row.append(cost(xs, ys, w, b))
        surface.append(row)
    return surface


def best_pair(ws, bs, surface):
    lowest = float("inf")
    for i in range(len(ws)):
        for j in range(len(bs)):
            if surface[i, j] < lowest:
                lowest = surface[i, j]
                best = (ws[i], bs[j])
    return best
