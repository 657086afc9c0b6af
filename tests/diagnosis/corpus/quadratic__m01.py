def gradient_check(by_hand, xs, ys, w1, w2, b):
    biggest = 0
    for x, y in zip(xs.tolist(), ys.tolist()):
        for h, a in zip(by_hand(x, y, w1, w2, b), gradients_by_autograd(x, y, w1, w2, b)):
            biggest = max(biggest, abs(h - a) / max(min(abs(h), abs(a)), 1e-8))
    return biggest
