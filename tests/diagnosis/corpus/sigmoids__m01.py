def saturation_point(slope, level):
    hi = 1.0
    while slope(hi) > level:
        hi = hi * 2
    lo = 0.0
    for _ in range(20):
        m = (lo + hi) / 2
        if slope(m) > level:
            lo = m
        else:
            hi = m
    return (lo + hi) / 2
