def looks_like_a_sigmoid(xs, ys, flat):
    s = [(ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]) for i in range(len(xs) - 1)]
    return all(v >= 0 for v in s) and s[0] < flat and max(s) >= flat
