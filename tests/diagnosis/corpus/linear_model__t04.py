def cost(xs, ys, w):
    误差 = forward(xs, w) - ys
    return 误差.mean() ** 2
