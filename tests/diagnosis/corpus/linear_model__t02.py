def cost_sum(xs, ys, w):
    total = 0
    for x_val, y_val in zip(xs, ys):
        l = loss(x_val, y_val, w)
        total += l
        return total
