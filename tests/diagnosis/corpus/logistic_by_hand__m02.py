def gradient_check(by_hand, xs, ys, w, b, h):
    dw, db = by_hand(xs, ys, w, b)
    sw = (cost(xs, ys, w + h, b) - cost(xs, ys, w - h, b)) / (2 * h)
    return abs(dw - sw)
