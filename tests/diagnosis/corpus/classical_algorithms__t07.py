def best_joys(prices, joys, budget):
    rows = [[0] * (budget + 1)]
    for p, j in zip(prices, joys):
        above = rows[-1]
        rows.append([max(above[m], above[m - p] + j) if p < m else above[m] for m in range(budget + 1)])
    return rows


def dynamic_programming(prices, joys, budget):
    table = best_joys(prices, joys, budget)
    money, chosen = budget, []
    for i in range(len(prices), 0, -1):
        if table[i][money] != table[i - 1][money]:
            chosen.append(i - 1)
            money = money - prices[i - 1]
    return chosen
