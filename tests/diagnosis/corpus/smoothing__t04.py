def diverged(costs):
    if costs[-1] > costs[0]:
        return True
    return False
