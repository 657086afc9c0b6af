def gradient_check(by_hand, xs, ys, w1, w2, b):
    for x, y in zip(xs.tolist(), ys.tolist()):
        worst = 0
        for h, a in zip(by_hand(x, y, w1, w2, b), gradients_by_autograd(x, y, w1, w2, b)):
            worst = max(worst, abs(h - a) / max(abs(h), abs(a), 1e-8))
    return worst
