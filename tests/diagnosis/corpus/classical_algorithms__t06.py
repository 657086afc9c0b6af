def greedy_gap(prices, joys, budget):
    g = greedy(prices, joys, budget)
    return divide_and_conquer(prices, joys, budget) - sum(prices[k] for k in g)
