def ewa_corrected(costs, beta):
    result = []
    average = 0.0
    for c in costs:
        average = beta * average + (1 - beta) * c
        result.append(average / (1 - beta))
    return result
