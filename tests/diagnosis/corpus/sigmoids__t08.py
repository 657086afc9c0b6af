def saturation_point(slope, level):
    high = 1.0
    while slope(high) > level:
        high *= 2
    low = 0.0
    for _ in range(100):
        mid = (low + high) / 2
        if slope(mid) > level:
            high = mid
        else:
            low = mid
    return low
