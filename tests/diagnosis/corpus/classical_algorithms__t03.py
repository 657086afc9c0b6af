def greedy(prices, joys, budget):
    order = sorted(range(len(prices)), key=lambda i: -joys[i] / prices[i])
    taken = []
    for i in order:
        if prices[i] > budget:
            break
        taken.append(i)
        budget -= prices[i]
    return taken
