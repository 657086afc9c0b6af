"""晚饭吃什么:itertools、Fraction 和缓存。"""
from fractions import Fraction
from functools import lru_cache
from itertools import chain, combinations


def subsets(n):
    return [list(选择) for 选择 in chain.from_iterable(combinations(range(n), r) for r in range(n, -1, -1))]


def exhaustive(prices, joys, budget):
    价格 = lambda 选择: sum(prices[i] for i in 选择)
    满意度 = lambda 选择: sum(joys[i] for i in 选择)
    return max((选择 for 选择 in subsets(len(prices)) if 价格(选择) <= budget), key=满意度)


def greedy(prices, joys, budget):
    顺序 = sorted(range(len(prices)), key=lambda i: Fraction(joys[i], prices[i]))[::-1]
    选择 = set()
    for i in 顺序:
        if sum(prices[j] for j in 选择) + prices[i] <= budget:
            选择.add(i)
    return 选择


def divide_and_conquer(prices, joys, budget):
    @lru_cache(maxsize=None)
    def 最好(前几道, 钱):
        if 前几道 == 0:
            return 0
        i = 前几道 - 1
        不点 = 最好(i, 钱)
        return 不点 if prices[i] > 钱 else max(不点, joys[i] + 最好(i, 钱 - prices[i]))

    return 最好(len(prices), budget)


def best_joys(prices, joys, budget):
    return [
        [divide_and_conquer(tuple(prices[:i]), tuple(joys[:i]), 钱) for 钱 in range(budget + 1)]
        for i in range(len(prices) + 1)
    ]


def dynamic_programming(prices, joys, budget):
    # 每一格直接记住选择,而不是满意度;点与不点一样好时点
    行 = [()] * (budget + 1)
    for i, (价, 喜) in enumerate(zip(prices, joys)):
        新 = list(行)
        for 钱 in range(价, budget + 1):
            候选 = 行[钱 - 价] + (i,)
            if sum(joys[j] for j in 候选) >= sum(joys[j] for j in 行[钱]):
                新[钱] = 候选
        行 = 新
    return 行[budget]


def greedy_gap(prices, joys, budget):
    return divide_and_conquer(prices, joys, budget) - sum(map(joys.__getitem__, greedy(prices, joys, budget)))
