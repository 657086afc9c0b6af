def gradient_check(a, b, step):
    c, d, e = forward(a, b)
    e_a = forward(a + step, b)[2]
    e_b = forward(a, b + step)[2]
    return e_a - e, e_b - e
