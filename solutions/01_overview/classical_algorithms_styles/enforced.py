"""Every precondition of the docstrings is enforced: what breaks one is refused."""
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Menu:
    prices: tuple
    joys: tuple
    budget: int

    @classmethod
    def checked(cls, prices, joys, budget):
        for name, numbers in (("prices", prices), ("joys", joys)):
            if type(numbers) is not list:
                raise TypeError(f"{name} is a list, not a {type(numbers).__name__}")
            if any(type(number) is not int for number in numbers):
                raise TypeError(f"{name} holds something other than ints: {numbers}")
            if any(number <= 0 for number in numbers):
                raise ValueError(f"{name} holds a number that is not above 0: {numbers}")
        if len(prices) != len(joys):
            raise ValueError(f"{len(prices)} prices for {len(joys)} joys")
        if type(budget) is not int:
            raise TypeError(f"the budget is an int, not a {type(budget).__name__}")
        if budget < 0:
            raise ValueError(f"the budget is {budget}")
        ratios = [Fraction(joy, price) for joy, price in zip(joys, prices)]
        if len(set(ratios)) < len(ratios):
            raise ValueError("two dishes give the same joy for the price")
        return cls(tuple(prices), tuple(joys), budget)

    def price(self, chosen):
        return sum(self.prices[i] for i in chosen)

    def joy(self, chosen):
        return sum(self.joys[i] for i in chosen)


def subsets(n):
    if type(n) is not int:
        raise TypeError("n is an int")
    if n < 0:
        raise ValueError("n is below 0")
    if n == 0:
        return [[]]
    smaller = subsets(n - 1)
    return [*smaller, *([n - 1, *chosen] for chosen in smaller)]


def exhaustive(prices, joys, budget):
    menu = Menu.checked(prices, joys, budget)
    return max(filter(lambda chosen: menu.price(chosen) <= menu.budget, subsets(len(prices))), key=menu.joy)


def greedy(prices, joys, budget):
    menu = Menu.checked(prices, joys, budget)
    chosen = []
    for i in sorted(range(len(prices)), key=lambda i: Fraction(-joys[i], prices[i])):
        if menu.price([*chosen, i]) <= menu.budget:
            chosen.append(i)
    return chosen


def divide_and_conquer(prices, joys, budget):
    Menu.checked(prices, joys, budget)
    if not prices:
        return 0
    answers = [divide_and_conquer(prices[:-1], joys[:-1], budget)]
    if prices[-1] <= budget:
        answers.append(joys[-1] + divide_and_conquer(prices[:-1], joys[:-1], budget - prices[-1]))
    return max(answers)


def best_joys(prices, joys, budget):
    menu = Menu.checked(prices, joys, budget)
    rows = [[0 for _ in range(menu.budget + 1)]]
    for price, joy in zip(menu.prices, menu.joys):
        above = rows[-1]
        rows.append([max(above[m], joy + above[m - price] if m >= price else 0) for m in range(menu.budget + 1)])
    return rows


def dynamic_programming(prices, joys, budget):
    menu = Menu.checked(prices, joys, budget)
    table, chosen = best_joys(prices, joys, budget), []
    for i in range(len(prices), 0, -1):
        money = menu.budget - menu.price(chosen)
        if table[i][money] > table[i - 1][money]:
            chosen.append(i - 1)
    return chosen


def greedy_gap(prices, joys, budget):
    menu = Menu.checked(prices, joys, budget)
    return divide_and_conquer(prices, joys, budget) - menu.joy(greedy(prices, joys, budget))


if __name__ == "__main__":
    print(greedy_gap([6, 5, 4], [9, 7, 5], 9))
