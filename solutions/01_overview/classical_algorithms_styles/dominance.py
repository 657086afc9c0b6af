"""Gray codes, cross products in place of quotients, and lists of choices of which none beats another."""
from functools import cmp_to_key


def subsets(n):
    # each choice differs from the one before in one dish
    here, result = set(), [frozenset()]
    for step in range(1, 2**n):
        here ^= {(step & -step).bit_length() - 1}
        result.append(frozenset(here))
    return result


def exhaustive(prices, joys, budget):
    best = frozenset()
    for chosen in subsets(len(prices)):
        if sum(map(prices.__getitem__, chosen)) <= budget:
            if sum(map(joys.__getitem__, chosen)) >= sum(map(joys.__getitem__, best)):
                best = chosen
    return best


def greedy(prices, joys, budget):
    # a is better than b where joys[a] / prices[a] > joys[b] / prices[b], without a division
    order = sorted(range(len(prices)), key=cmp_to_key(lambda a, b: joys[b] * prices[a] - joys[a] * prices[b]))
    taken = ()
    for dish in order:
        rest = budget - prices[dish]
        if rest >= 0:
            taken, budget = (*taken, dish), rest
    return taken


def divide_and_conquer(prices, joys, budget, first=0):
    # the first dish in place of the last one
    if first == len(prices):
        return 0
    return max(
        joys[first] * taken + divide_and_conquer(prices, joys, budget - prices[first] * taken, first + 1)
        for taken in (0, 1)
        if prices[first] * taken <= budget
    )


def best_joys(prices, joys, budget):
    # column after column: from no money to the whole budget
    columns = []
    for money in range(budget + 1):
        column = [0]
        for i in range(len(prices)):
            if prices[i] > money:
                column.append(column[i])
            elif prices[i] == money:
                column.append(max(column[i], joys[i]))
            else:
                column.append(max(column[i], columns[money - prices[i]][i] + joys[i]))
        columns.append(column)
    return tuple(zip(*columns))


def dynamic_programming(prices, joys, budget):
    # (price, joy, choice), dearer ones only where they give more joy
    front = [(0, 0, ())]
    for i, (price, joy) in enumerate(zip(prices, joys)):
        longer = [(p + price, j + joy, (*chosen, i)) for p, j, chosen in front if p + price <= budget]
        merged, front = sorted(front + longer, key=lambda one: (one[0], -one[1])), []
        for one in merged:
            if not front or one[1] > front[-1][1]:
                front.append(one)
    return front[-1][2]


def greedy_gap(prices, joys, budget):
    return max(row[-1] for row in best_joys(prices, joys, budget)) - sum(joys[i] for i in greedy(prices, joys, budget))
