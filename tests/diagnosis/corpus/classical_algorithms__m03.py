def exhaustive(prices, joys, budget):
    ok = [c for c in subsets(len(prices)) if sum([prices[i] for i in c]) <= budget]
    return max(ok, key=len)
