def ewa_corrected(costs, beta):
    return [a / (1 - beta ** t) for t, a in enumerate(ewa(costs, beta))]
