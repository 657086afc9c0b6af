def saturation_point(slope, level):
    high = 1.0
    while slope(high) > level:
        high = high * 2
    return high
