def divide_and_conquer(prices, joys, budget):
    if not prices:
        return 0
    p, j = prices[-1], joys[-1]
    without = divide_and_conquer(prices[:-1], joys[:-1], budget)
    if p > budget:
        return without
    return max(without, j + divide_and_conquer(prices[:-1], joys[:-1], budget))
