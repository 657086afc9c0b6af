def ewa_corrected(costs, beta):
    return [v / (1 - beta) for v in ewa(costs, beta)]
