def ewa(costs, beta):
    avg, out = 0.0, []
    for c in costs:
        avg = (1 - beta) * avg + beta * c
        out.append(avg)
    return out
