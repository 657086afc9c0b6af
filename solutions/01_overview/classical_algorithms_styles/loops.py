# index loops and bit masks


def subsets(n):
    result = []
    for mask in range(2 ** n):
        chosen = []
        for i in range(n):
            if mask >> i & 1 == 1:
                chosen.append(i)
        result.append(chosen)
    return result


def exhaustive(prices, joys, budget):
    best_joy = -1
    best = None
    for chosen in subsets(len(prices)):
        cost = 0
        joy = 0
        for i in chosen:
            cost += prices[i]
            joy += joys[i]
        if cost <= budget:
            if joy >= best_joy:
                best_joy = joy
                best = chosen
    return best


def greedy(prices, joys, budget):
    left = list(range(len(prices)))
    money = budget
    chosen = []
    while len(left) > 0:
        best = left[0]
        for i in left:
            if joys[i] / prices[i] > joys[best] / prices[best]:
                best = i
        left.remove(best)
        if prices[best] <= money:
            chosen.append(best)
            money = money - prices[best]
    return chosen


def divide_and_conquer(prices, joys, budget):
    n = len(prices)
    if n == 0:
        return 0
    a = divide_and_conquer(prices[: n - 1], joys[: n - 1], budget)
    if prices[n - 1] <= budget:
        b = joys[n - 1] + divide_and_conquer(prices[: n - 1], joys[: n - 1], budget - prices[n - 1])
        if b > a:
            return b
    return a


def best_joys(prices, joys, budget):
    n = len(prices)
    table = []
    for i in range(n + 1):
        table.append([0] * (budget + 1))
    for i in range(1, n + 1):
        for money in range(0, budget + 1):
            table[i][money] = table[i - 1][money]
            if money >= prices[i - 1]:
                other = table[i - 1][money - prices[i - 1]] + joys[i - 1]
                if other > table[i][money]:
                    table[i][money] = other
    return table


def dynamic_programming(prices, joys, budget):
    table = best_joys(prices, joys, budget)
    money = budget
    chosen = []
    i = len(prices)
    while i > 0:
        if table[i][money] > table[i - 1][money]:
            chosen.append(i - 1)
            money -= prices[i - 1]
        i -= 1
    return chosen


def greedy_gap(prices, joys, budget):
    greedy_joy = 0
    for i in greedy(prices, joys, budget):
        greedy_joy += joys[i]
    return best_joys(prices, joys, budget)[len(prices)][budget] - greedy_joy
