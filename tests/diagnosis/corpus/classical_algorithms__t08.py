from itertools import combinations


def subsets(n):
    return [[i for i in range(n) if 菜 >> i & 1] for 菜 in range(1 << n)]


def exhaustive(prices, joys, budget):
    所有 = [c for k in range(len(prices) + 1) for c in combinations(range(len(prices)), k)]
    买得起 = [c for c in 所有 if sum(prices[i] for i in c) <= budget]
    return max(买得起, key=lambda c: sum(joys[i] for i in c))
