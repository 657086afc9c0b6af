def cost_surface(xs, ys, ws, bs):
    out = torch.zeros(len(ws), len(bs), dtype=torch.float64)
    for i in range(len(ws)):
        for j in range(len(bs)):
            out[i, j] = cost(xs, ys, ws[i], ws[i])
    return out
