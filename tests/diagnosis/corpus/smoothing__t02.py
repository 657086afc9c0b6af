def ewa_from_first(costs, beta):
    v = costs[0]
    out = [v]
    for c in costs:
        v = beta * v + (1 - beta) * c
        out.append(v)
    return out
