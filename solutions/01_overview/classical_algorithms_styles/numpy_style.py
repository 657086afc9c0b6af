import numpy as np


def subsets(n):
    if n == 0:
        return [np.array([], dtype=int)]
    masks = np.arange(2**n)[:, None] >> np.arange(n) & 1
    return [np.flatnonzero(mask) for mask in masks]


def exhaustive(prices, joys, budget):
    prices, joys = np.array(prices), np.array(joys)
    every = subsets(len(prices))
    cost = np.array([prices[chosen].sum() for chosen in every])
    joy = np.array([joys[chosen].sum() for chosen in every])
    return every[np.argmax(np.where(cost <= budget, joy, -1))]


def greedy(prices, joys, budget):
    chosen = []
    for dish in np.argsort(-np.array(joys) / np.array(prices)) if prices else []:
        if prices[dish] <= budget:
            chosen.append(dish)
            budget = budget - prices[dish]
    return np.array(chosen, dtype=int)


def divide_and_conquer(prices, joys, budget):
    if budget < 0:
        return -np.inf
    if not prices:
        return 0
    *prices, price = prices
    *joys, joy = joys
    return max(divide_and_conquer(prices, joys, budget), joy + divide_and_conquer(prices, joys, budget - price))


def best_joys(prices, joys, budget):
    table = np.zeros((len(prices) + 1, budget + 1), dtype=int)
    for i, (price, joy) in enumerate(zip(prices, joys), start=1):
        table[i] = table[i - 1]
        if price <= budget:
            table[i, price:] = np.maximum(table[i - 1, price:], table[i - 1, : budget + 1 - price] + joy)
    return table


def dynamic_programming(prices, joys, budget):
    table, chosen = best_joys(prices, joys, budget), []
    for i in range(len(prices), 0, -1):
        if table[i, budget] != table[i - 1, budget]:
            chosen.append(i - 1)
            budget -= prices[i - 1]
    return np.array(chosen)


def greedy_gap(prices, joys, budget):
    taken = greedy(prices, joys, budget)
    return best_joys(prices, joys, budget)[-1, -1] - np.array(joys, dtype=int)[taken].sum()
