"""Checks of the four ways to choose a dinner. The best choice need not be unique: it is judged by price and joy."""

import math

import numpy as np

from grader.authoring import Text, case, check, exercise, plain, random_case, satisfies

about = exercise(
    title={"en": "Classical algorithms", "zh": "常规算法"},
    worked_examples={
        "subsets": "exhaustive_search",
        "exhaustive": "exhaustive_search",
        "greedy": "greedy_choice",
        "divide_and_conquer": "divide_and_conquer",
        "best_joys": "dynamic_programming",
        "dynamic_programming": "dynamic_programming",
        "greedy_gap": "greedy_choice",
    },
)


def dinner(label, label_zh, prices, joys, budget):
    return case({"en": label, "zh": label_zh}, prices=plain(prices), joys=plain(joys), budget=budget)


def draw_dinner(generator, n, highest):
    """Dishes whose joys for the price all differ, and a budget for about half of them."""
    while True:
        prices = [int(price) for price in generator.integers(2, highest, n)]
        joys = [int(joy) for joy in generator.integers(3, 3 * highest, n)]
        crossed = {joys[i] * prices[j] == joys[j] * prices[i] for i in range(n) for j in range(i)}
        if True not in crossed:
            return prices, joys, int(sum(prices) * generator.uniform(0.35, 0.6))


@random_case(count=4, label={"en": "a random menu", "zh": "随机的菜单"})
def menus(generator):
    prices, joys, budget = draw_dinner(generator, int(generator.integers(5, 9)), 24)
    return case(prices=plain(prices), joys=plain(joys), budget=budget)


@random_case(count=3, label={"en": "a random menu on which greed is beaten", "zh": "贪心法不是最优的随机菜单"})
def menus_against_greed(generator):
    while True:
        prices, joys, budget = draw_dinner(generator, int(generator.integers(5, 8)), 18)
        taken = sum(joys[dish] for dish in greedy_choice(prices, joys, budget))
        if taken < most_joy(prices, joys, budget):
            return case(prices=plain(prices), joys=plain(joys), budget=budget)


def most_joy(prices, joys, budget):
    """The judge's own answer: the best joy for each sum of money, one dish after the other."""
    best = [0] * (budget + 1)
    for price, joy in zip(prices, joys, strict=True):
        for money in range(budget, price - 1, -1):
            best[money] = max(best[money], best[money - price] + joy)
    return best[budget]


DINNERS = [
    dinner("worked by hand", "手算的例子", [6, 5, 4], [9, 7, 5], 9),
    dinner("two best choices", "两种最好的选择", [4, 5, 3, 7], [5, 5, 4, 6], 8),
    dinner("everything can be paid", "全都买得起", [3, 8, 2], [4, 7, 9], 13),
    dinner("nothing can be paid", "什么都买不起", [7, 9, 5], [4, 7, 9], 4),
    dinner("no money", "没有钱", [7, 9, 5], [4, 7, 9], 0),
    dinner("no dishes", "没有菜", [], [], 12),
    dinner("one dish for the whole budget", "一道菜正好用完预算", [11], [6], 11),
    dinner("the first dish is too dear", "第一道菜太贵", [30, 6, 7, 5], [60, 8, 10, 7], 18),
    dinner("the last dish is too dear", "最后一道菜太贵", [4, 7, 5, 30], [6, 8, 9, 60], 13),
    dinner("many small ones beat a large one", "几道小菜胜过一道大菜", [9, 2, 3, 4], [11, 3, 5, 7], 9),
    dinner("the cheapest are not the best", "便宜的不一定好", [2, 3, 4, 9], [1, 2, 3, 20], 10),
]
EASY = [
    dinner("worked by hand: greed is beaten", "手算的例子：贪心法不是最优", [6, 5, 4], [9, 7, 5], 9),
    dinner("a dish is passed over", "跳过买不起的菜", [5, 8, 3, 2], [15, 20, 6, 3], 10),
    dinner("everything can be paid", "全都买得起", [3, 8, 2], [4, 7, 9], 13),
    dinner("nothing can be paid", "什么都买不起", [7, 9, 5], [4, 7, 9], 4),
    dinner("no dishes", "没有菜", [], [], 12),
    dinner("one dish for the whole budget", "一道菜正好用完预算", [11], [6], 11),
    dinner(
        "worked by hand: the second dish gives more for its price", "手算的例子：第二道菜性价比更高", [7, 4], [9, 6], 9
    ),
    dinner("the most joyful dish is not the first", "最让人满意的菜不排第一", [10, 4, 5], [19, 9, 10], 12),
    dinner("the cheapest dish is not the first", "最便宜的菜不排第一", [2, 5, 6], [1, 11, 12], 8),
    menus,
    menus_against_greed,
]


def whole(one):
    """A number that was observed as an int, whatever it came in; None for what is no whole number."""
    if isinstance(one, np.ndarray):
        one = one.item() if one.size == 1 else None
    if isinstance(one, (bool, np.bool_)) or not isinstance(one, (int, float, np.integer, np.floating)):
        return None
    return int(one) if math.isfinite(one) and one == int(one) else None


def read_choice(observed):
    """A choice as a list of ints, in whatever kind of sequence or set it came; None for what is none."""
    items = observed.tolist() if isinstance(observed, np.ndarray) else observed
    if not isinstance(items, (list, tuple, set, frozenset)):
        return None
    chosen = [whole(item) for item in items]
    return None if None in chosen else chosen


def same_dishes(one, other):
    """Two choices are one where they are the same dishes in any order."""
    mine, recorded = read_choice(one), read_choice(other)
    if mine is None or recorded is None:
        return False if mine is not recorded else None
    return sorted(mine) == sorted(recorded)


def no_choice(chosen, n):
    """None for a choice from n dishes, else what is wrong with it."""
    if chosen is None:
        return Text({"en": "The answer is no list of indices.", "zh": "答案不是由下标组成的列表。"})
    for dish in chosen:
        if not 0 <= dish < n:
            return Text(
                {
                    "en": f"There is no dish {dish}: the indices go from 0 to {n - 1}.",
                    "zh": f"没有下标为 {dish} 的菜：下标从 0 到 {n - 1}。",
                }
            )
    if len(set(chosen)) < len(chosen):
        return Text(
            {"en": "A dish is ordered twice; each can be had once.", "zh": "有一道菜点了两次；每道菜最多点一次。"}
        )
    return None


def is_every_choice_once(observed, arguments):
    n = arguments["n"]
    choices = [read_choice(choice) for choice in (observed.tolist() if isinstance(observed, np.ndarray) else observed)]
    wrong = next((wrong for choice in choices if (wrong := no_choice(choice, n))), None)
    if wrong is not None:
        return wrong
    found = [frozenset(choice) for choice in choices]
    twice = next((choice for choice in found if found.count(choice) > 1), None)
    if twice is not None:
        return Text(
            {
                "en": f"The choice {sorted(twice)} is there more than once; the order of its dishes does not matter.",
                "zh": f"选择 {sorted(twice)} 出现了不止一次；菜的先后次序不算。",
            }
        )
    every = [frozenset(i for i in range(n) if mask >> i & 1) for mask in range(2**n)]
    missing = next((choice for choice in every if choice not in found), None)
    if missing is not None:
        return Text({"en": f"The choice {sorted(missing)} is missing.", "zh": f"缺少选择 {sorted(missing)}。"})
    return None


def greedy_choice(prices, joys, budget):
    """The judge's own greedy choice."""
    chosen = []
    for dish in sorted(range(len(prices)), key=lambda i: -joys[i] / prices[i]):
        if prices[dish] <= budget:
            chosen.append(dish)
            budget -= prices[dish]
    return chosen


def is_the_greedy_choice(observed, arguments):
    prices, joys, budget = (arguments[name] for name in ("prices", "joys", "budget"))
    chosen = read_choice(observed)
    expected = sorted(greedy_choice(prices, joys, budget))
    wrong = no_choice(chosen, len(prices))
    if wrong is None and sorted(chosen) != expected:
        return Text(
            {
                "en": f"You take the dishes {sorted(chosen)}; greed takes {expected}.",
                "zh": f"你选的菜是 {sorted(chosen)}；贪心法选的是 {expected}。",
            }
        )
    return wrong


def is_a_best_choice(observed, arguments):
    prices, joys, budget = (arguments[name] for name in ("prices", "joys", "budget"))
    chosen = read_choice(observed)
    wrong = no_choice(chosen, len(prices))
    if wrong is not None:
        return wrong
    price, joy, best = sum(prices[i] for i in chosen), sum(joys[i] for i in chosen), most_joy(prices, joys, budget)
    if price > budget:
        return Text(
            {
                "en": f"Your dishes {chosen} cost {price}; the budget is {budget}.",
                "zh": f"你选的菜 {chosen} 共 {price}，超过了预算 {budget}。",
            }
        )
    if joy < best:
        return Text(
            {
                "en": f"Your dishes {chosen} give a joy of {joy}; {best} is possible.",
                "zh": f"你选的菜 {chosen} 的满意度是 {joy}，最好可以达到 {best}。",
            }
        )
    return None


@check(
    role="concept",
    of="subsets",
    points=1,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, n=2),
        case({"en": "no dishes", "zh": "没有菜"}, n=0),
        case({"en": "one dish", "zh": "一道菜"}, n=1),
        case({"en": "three dishes", "zh": "三道菜"}, n=3),
        case({"en": "six dishes", "zh": "六道菜"}, n=6),
    ],
    expect=satisfies(is_every_choice_once),
    fixed="A small number of dishes is the whole input: there is nothing else to draw.",
    sentence={"zh": "所有 2**n 种选择，每种恰好一次。"},
)
def every_choice_once(m, n):
    """All 2**n choices, each once."""
    return list(m.subsets(n))


@check(
    role="concept",
    of="exhaustive",
    points=2,
    cases=[*DINNERS, menus, menus_against_greed],
    expect=satisfies(is_a_best_choice, same=same_dishes),
    needs=[every_choice_once],
    sentence={"zh": "穷举法：买得起的选择里满意度最高的。"},
)
def exhaustive_search_finds_a_best_choice(m, prices, joys, budget):
    """Exhaustive search finds a best choice that can be paid."""
    return m.exhaustive(prices, joys, budget)


@check(
    role="concept",
    of="greedy",
    points=2,
    cases=EASY,
    expect=satisfies(is_the_greedy_choice, same=same_dishes),
    sentence={"zh": "贪心法：按性价比从高到低，买得起就点。"},
)
def greed_takes_the_most_joy_for_the_price(m, prices, joys, budget):
    """Greed takes the most joy for the price first, and then each dish that can still be paid."""
    return m.greedy(prices, joys, budget)


@check(
    role="concept",
    of="divide_and_conquer",
    points=2,
    cases=[*DINNERS, menus, menus_against_greed],
    sentence={"zh": "分治法：最后一道菜点还是不点，取较好的。"},
)
def best_joy_by_divide_and_conquer(m, prices, joys, budget):
    """Divide and conquer: the better of leaving the last dish out and of ordering it."""
    return m.divide_and_conquer(prices, joys, budget)


@check(
    role="concept",
    of="best_joys",
    points=3,
    cases=[
        dinner("worked by hand", "手算的例子", [2, 1], [5, 3], 3),
        dinner("three dishes", "三道菜", [6, 5, 4], [9, 7, 5], 9),
        dinner("nothing can be paid", "什么都买不起", [7, 9, 5], [4, 7, 9], 4),
        dinner("no money", "没有钱", [7, 9, 5], [4, 7, 9], 0),
        dinner("no dishes", "没有菜", [], [], 5),
        dinner("a cheap dish, a large budget", "便宜的菜，很多的钱", [2, 3], [4, 5], 13),
        menus,
    ],
    sentence={"zh": "动态规划的表：前 i 道菜、有这么多钱时的最高满意度。"},
)
def table_of_all_smaller_questions(m, prices, joys, budget):
    """The table: the best joy of the first i dishes with so much money."""
    return m.best_joys(prices, joys, budget)


@check(
    role="concept",
    of="dynamic_programming",
    points=2,
    cases=[*DINNERS, menus, menus_against_greed],
    expect=satisfies(is_a_best_choice, same=same_dishes),
    needs=[table_of_all_smaller_questions],
    sentence={"zh": "动态规划：从表里读出最好的选择。"},
)
def dynamic_programming_finds_a_best_choice(m, prices, joys, budget):
    """Dynamic programming reads a best choice from the table."""
    return m.dynamic_programming(prices, joys, budget)


@random_case(count=2, label={"en": "sixty dishes", "zh": "六十道菜"})
def long_menu(generator):
    # One dish for each joy for the price that is drawn, since no two dishes may give the same.
    dishes = {}
    while len(dishes) < 60:
        price, joy = int(generator.integers(2, 30)), int(generator.integers(3, 80))
        dishes.setdefault(joy / price, (price, joy))
    prices, joys = zip(*dishes.values(), strict=True)
    return case(prices=plain(prices), joys=plain(joys), budget=150)


@check(
    role="concept",
    of="dynamic_programming",
    points=1,
    cases=[long_menu],
    expect=satisfies(is_a_best_choice, same=same_dishes),
    needs=[dynamic_programming_finds_a_best_choice],
    time_limit=3.0,
    sentence={"zh": "菜再多也行：六十道菜有 2**60 种选择，穷举法做不到。"},
)
def long_menus_are_no_trouble(m, prices, joys, budget):
    """A long menu is no trouble: of sixty dishes there are 2**60 choices, too many to look at."""
    return m.dynamic_programming(prices, joys, budget)


@check(
    role="concept",
    of="greedy_gap",
    points=1,
    cases=EASY,
    needs=[greed_takes_the_most_joy_for_the_price, best_joy_by_divide_and_conquer],
    sentence={"zh": "贪心法比最优少了多少满意度。"},
)
def joy_that_greed_gives_away(m, prices, joys, budget):
    """How much joy greed gives away against the best choice."""
    return m.greedy_gap(prices, joys, budget)
