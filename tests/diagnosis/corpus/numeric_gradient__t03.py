def numeric_gradient(f, point, h):
    p = point.clone()
    grads = []
    for i in range(len(p)):
        p[i] += h
        up = f(p)
        p[i] -= 2 * h
        down = f(p)
        grads.append(float((up - down) / (2 * h)))
    return grads
