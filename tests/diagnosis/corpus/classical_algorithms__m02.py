def greedy(prices, joys, budget):
    order = sorted(range(len(prices)), key=lambda i: joys[i] // prices[i], reverse=True)
    picked, left = [], budget
    for i in order:
        if prices[i] <= left:
            picked.append(i)
            left -= prices[i]
    return picked
