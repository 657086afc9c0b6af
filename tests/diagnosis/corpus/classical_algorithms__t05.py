def best_joys(prices, joys, budget):
    table = [[0 for _ in range(budget + 1)] for _ in range(len(prices) + 1)]
    for i in range(1, len(prices) + 1):
        for money in range(budget + 1):
            table[i][money] = table[i - 1][money]
            if prices[i - 1] <= money:
                table[i][money] = max(table[i][money], table[i][money - prices[i - 1]] + joys[i - 1])
    return table
