def dynamic_programming(prices, joys, budget):
    表 = best_joys(prices, joys, budget)
    选 = []
    for i in range(len(prices), 0, -1):
        if 表[i][budget] != 表[i - 1][budget]:
            选.append(i - 1)
    return 选
