def gradient_check(f, gradient, point, h):
    num = numeric_gradient(f, point, h)
    ana = gradient(point)
    worst = 0.0
    for n, a in zip(num, ana):
        n, a = float(n), float(a)
        size = max(abs(n), abs(a))
        if size > 0:
            worst = max(worst, abs(n - a) / size)
    return worst
