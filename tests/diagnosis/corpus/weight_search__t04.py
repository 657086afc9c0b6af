def cost_surface(xs, ys, ws, bs):
    return [[float(cost(xs, ys, w, b)) for w in ws] for b in bs]
