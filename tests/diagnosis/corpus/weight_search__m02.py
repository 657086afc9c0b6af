def cost(xs, ys, w, b):
    误差 = xs * (w + b) - ys
    return (误差 ** 2).sum() / len(xs)
