import torch


def subsets(n):
    bits = [torch.tensor([mask >> i & 1 for i in range(n)]) for mask in range(1 << n)]
    return [torch.nonzero(chosen).flatten() for chosen in bits]


def exhaustive(prices, joys, budget):
    prices, joys = torch.tensor(prices, dtype=torch.int64), torch.tensor(joys, dtype=torch.int64)
    best, most = torch.tensor([], dtype=torch.int64), torch.tensor(0)
    for chosen in subsets(len(prices)):
        chosen = chosen.to(torch.int64)
        if prices[chosen].sum() <= budget and joys[chosen].sum() > most:
            best, most = chosen, joys[chosen].sum()
    return best


def greedy(prices, joys, budget):
    ratio = torch.tensor(joys, dtype=torch.float64) / torch.tensor(prices, dtype=torch.float64)
    chosen = []
    for dish in ratio.argsort(descending=True).tolist():
        if prices[dish] + sum(prices[i] for i in chosen) <= budget:
            chosen += [dish]
    return torch.tensor(chosen, dtype=torch.int64)


def divide_and_conquer(prices, joys, budget):
    # halves in place of "all but the last": each half answered for every sum of money
    def table(prices, joys):
        if not prices:
            return [0] * (budget + 1)
        if len(prices) == 1:
            return [joys[0] if money >= prices[0] else 0 for money in range(budget + 1)]
        half = len(prices) // 2
        left, right = table(prices[:half], joys[:half]), table(prices[half:], joys[half:])
        return [max(left[m] + right[money - m] for m in range(money + 1)) for money in range(budget + 1)]

    return torch.tensor(table(prices, joys)[budget])


def best_joys(prices, joys, budget):
    rows = [torch.zeros(budget + 1, dtype=torch.int64)]
    for price, joy in zip(prices, joys):
        shifted = torch.full((budget + 1,), -1)
        if price <= budget:
            shifted[price:] = rows[-1][: budget + 1 - price] + joy
        rows.append(torch.maximum(rows[-1], shifted))
    return torch.stack(rows)


def dynamic_programming(prices, joys, budget):
    table = best_joys(prices, joys, budget)
    chosen = []
    for i in range(len(prices) - 1, -1, -1):
        if not torch.equal(table[i + 1, budget], table[i, budget]):
            chosen.append(i)
            budget -= prices[i]
    return tuple(chosen)


def greedy_gap(prices, joys, budget):
    return best_joys(prices, joys, budget)[-1, -1].item() - sum(joys[i] for i in greedy(prices, joys, budget).tolist())
