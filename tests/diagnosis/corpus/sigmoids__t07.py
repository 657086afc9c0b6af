def looks_like_a_sigmoid(xs, ys, flat):
    d = ys[1:] - ys[:-1]
    return bool((d >= 0).all() and d[0] < flat and d[-1] < flat and (d >= flat).any())
