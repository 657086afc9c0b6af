def cost_surface(xs, ys, ws, bs):
    table = torch.zeros(len(ws), len(bs), dtype=torch.float64)
    for i, w in enumerate(ws):
        for j, b in enumerate(bs):
            table[i, j] = ((xs * w - b - ys) ** 2).sum()
    return table
