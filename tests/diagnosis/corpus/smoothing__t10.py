def diverged(costs):
    for c in costs:
        if not math.isfinite(c):
            return True
        if c > costs[0]:
            return True
    return False
