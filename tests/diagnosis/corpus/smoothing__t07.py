def ewa(costs, beta):
    m = 0
    ms = []
    for cost in costs:
        m = beta * m + cost
        ms.append(m)
    return ms


def ewa_corrected(costs, beta):
    return [m / (1 - beta ** (i + 1)) for i, m in enumerate(ewa(costs, beta))]
