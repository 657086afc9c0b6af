def exhaustive(prices, joys, budget):
    best, most = [], 0
    for choice in subsets(len(prices)):
        cost = sum(prices[i] for i in choice)
        joy = sum(joys[i] for i in choice)
        if cost < budget and joy > most:
            best, most = choice, joy
    return best
