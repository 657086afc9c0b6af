"""Named mistakes of the four ways to choose a dinner."""

from itertools import combinations, permutations

from grader.authoring import equivalent, mistake


def value_of(numbers, chosen):
    return sum(numbers[i] for i in chosen)


@mistake(
    of="subsets",
    hint={"en": "Is it allowed to order nothing at all?", "zh": "可以一道菜也不点吗？"},
    finding={"zh": "缺少空的选择。"},
)
def empty_choice_missing(n):
    """The empty choice is missing."""
    return [list(chosen) for size in range(1, n + 1) for chosen in combinations(range(n), size)]


@mistake(
    of="subsets",
    hint={"en": "How many dishes are there in your largest choice?", "zh": "你最大的选择里有几道菜？"},
    finding={"zh": "缺少全部都点的选择。"},
)
def full_choice_missing(n):
    """The choice of all dishes is missing."""
    return [list(chosen) for size in range(n) for chosen in combinations(range(n), size)]


@mistake(
    of="subsets",
    hint={
        "en": "Is [0, 1] another dinner than [1, 0]? How many choices should there be from 3 dishes?",
        "zh": "[0, 1] 和 [1, 0] 是不同的晚餐吗？3 道菜共有几种选择？",
    },
    finding={"zh": "同样的菜换了顺序，被算成了不同的选择。"},
)
def orders_counted_apart(n):
    """You count the same dishes in another order as another choice."""
    return [list(chosen) for size in range(n + 1) for chosen in permutations(range(n), size)]


@mistake(
    of="subsets",
    hint={"en": "How many dishes can a dinner have at most?", "zh": "一顿晚餐最多可以点几道菜？"},
    finding={"zh": "你只列出了最多两道菜的选择。"},
)
def pairs_at_most(n):
    """You list choices of at most two dishes."""
    return [list(chosen) for size in range(min(n, 2) + 1) for chosen in combinations(range(n), size)]


@mistake(
    of="subsets",
    hint={"en": "Which index does the first dish have?", "zh": "第一道菜的下标是几？"},
    finding={"zh": "下标从 1 开始了；Python 从 0 开始。"},
)
def indices_from_one(n):
    """Your indices start at 1; Python's start at 0."""
    return [list(chosen) for size in range(n + 1) for chosen in combinations(range(1, n + 1), size)]


@mistake(
    of="exhaustive",
    hint={"en": "What does your choice cost?", "zh": "你的选择一共多少钱？"},
    finding={"zh": "没有考虑预算。"},
)
def budget_ignored(prices, joys, budget):
    """You do not look at the budget."""
    return max(subsets(len(prices)), key=lambda chosen: value_of(joys, chosen))


@mistake(
    of="exhaustive",
    hint={"en": "May a dinner cost just the budget?", "zh": "晚餐可以正好用完预算吗？"},
    finding={"zh": "缺少正好用完预算的选择；它们也是允许的。"},
)
def budget_must_not_be_reached(prices, joys, budget):
    """Choices that cost just the budget are missing; they are allowed, too."""
    affordable = [chosen for chosen in subsets(len(prices)) if value_of(prices, chosen) < budget]
    return max(affordable, key=lambda chosen: value_of(joys, chosen), default=[])


@mistake(
    of="exhaustive",
    hint={"en": "What is to be as large as possible: the price or the joy?", "zh": "要最大的是价格，还是满意度？"},
    finding={"zh": "你选了最贵的，而不是满意度最高的。"},
)
def dearest_choice(prices, joys, budget):
    """You have taken the dearest choice that can be paid; it is the joy that counts."""
    affordable = [chosen for chosen in subsets(len(prices)) if value_of(prices, chosen) <= budget]
    return max(affordable, key=lambda chosen: value_of(prices, chosen))


@mistake(
    of="exhaustive",
    hint={"en": "Are more dishes always more joy?", "zh": "菜点得越多，满意度就越高吗？"},
    finding={"zh": "你选了菜最多的，而不是满意度最高的。"},
)
def most_dishes(prices, joys, budget):
    """You have taken as many dishes as possible; it is the joy that counts."""
    affordable = [chosen for chosen in subsets(len(prices)) if value_of(prices, chosen) <= budget]
    return max(affordable, key=len)


@mistake(
    of="exhaustive",
    hint={"en": "How many dishes can a choice have?", "zh": "一种选择里可以有几道菜？"},
    finding={"zh": "你只比较了单独的一道菜。"},
)
def single_dishes_only(prices, joys, budget):
    """You compare single dishes only; several can be ordered together."""
    affordable = [i for i in range(len(prices)) if prices[i] <= budget]
    return [max(affordable, key=lambda i: joys[i])] if affordable else []


@mistake(
    of="exhaustive",
    hint={
        "en": "After a better choice is found, what must be remembered?",
        "zh": "找到更好的选择之后，需要记住哪些量？",
    },
    finding={"zh": "没有更新目前最好的满意度，所以留下的是最后一个。"},
)
def best_not_remembered(prices, joys, budget):
    """You do not remember the best joy so far, so that the last choice stays."""
    best = []
    for chosen in subsets(len(prices)):
        if value_of(prices, chosen) <= budget and value_of(joys, chosen) > 0:
            best = chosen
    return best


@mistake(
    of="exhaustive",
    hint={
        "en": "Is the best choice the one with the most joy for its price, or the one with the most joy?",
        "zh": "最好的选择是性价比最高，还是满意度最高？",
    },
    finding={"zh": "你选了性价比最高的选择，而不是满意度最高的。"},
)
def best_joy_for_the_price(prices, joys, budget):
    """You have taken the choice with the most joy for its price; it is the joy alone that counts."""
    affordable = [chosen for chosen in subsets(len(prices)) if chosen and value_of(prices, chosen) <= budget]
    return max(affordable, key=lambda chosen: value_of(joys, chosen) / value_of(prices, chosen), default=[])


@mistake(
    of="greedy",
    hint={
        "en": "A dish with a joy of 10 costs 10, another one with a joy of 9 costs 3. Which comes first?",
        "zh": "满意度 10、价格 10 的菜，与满意度 9、价格 3 的菜，哪个在前？",
    },
    finding={"zh": "你按满意度排序；应按性价比（满意度除以价格）。"},
)
def most_joy_first(prices, joys, budget):
    """You go by the joy alone; greed here goes by the joy for the price."""
    chosen = []
    for dish in sorted(range(len(prices)), key=lambda i: -joys[i]):
        if prices[dish] <= budget:
            chosen.append(dish)
            budget -= prices[dish]
    return chosen


@mistake(
    of="greedy",
    hint={
        "en": "Is the cheapest dish also the one with the most joy for its price?",
        "zh": "最便宜的菜性价比也最高吗？",
    },
    finding={"zh": "你从最便宜的开始；应按性价比（满意度除以价格）。"},
)
def cheapest_first(prices, joys, budget):
    """You begin with the cheapest dish; greed here goes by the joy for the price."""
    chosen = []
    for dish in sorted(range(len(prices)), key=lambda i: prices[i]):
        if prices[dish] <= budget:
            chosen.append(dish)
            budget -= prices[dish]
    return chosen


@mistake(
    of="greedy",
    hint={
        "en": "Which dish should come first: the one with the highest ratio of joy to price, or with the lowest?",
        "zh": "满意度与价格之比，应从高到低还是从低到高？",
    },
    finding={"zh": "顺序反了：性价比最低的排在了最前面。"},
)
def worst_first(prices, joys, budget):
    """Your order is reversed: the least joy for the price comes first."""
    chosen = []
    for dish in sorted(range(len(prices)), key=lambda i: joys[i] / prices[i]):
        if prices[dish] <= budget:
            chosen.append(dish)
            budget -= prices[dish]
    return chosen


@mistake(
    of="greedy",
    hint={"en": "In which order do you look at the dishes?", "zh": "你按什么顺序看这些菜？"},
    finding={"zh": "你按菜单的顺序点菜，没有排序。"},
)
def order_of_the_menu(prices, joys, budget):
    """You go through the dishes as they stand on the menu."""
    chosen = []
    for dish in range(len(prices)):
        if prices[dish] <= budget:
            chosen.append(dish)
            budget -= prices[dish]
    return chosen


@mistake(
    of="greedy",
    hint={
        "en": "After a dish that is too dear, could a cheaper one still be paid?",
        "zh": "遇到一道买不起的菜之后，还可能有更便宜的吗？",
    },
    finding={"zh": "遇到第一道买不起的菜就停了；后面也许还有买得起的。"},
)
def stops_at_the_first_too_dear(prices, joys, budget):
    """You stop at the first dish that cannot be paid; a cheaper one may still come."""
    chosen = []
    for dish in sorted(range(len(prices)), key=lambda i: -joys[i] / prices[i]):
        if prices[dish] > budget:
            break
        chosen.append(dish)
        budget -= prices[dish]
    return chosen


@mistake(
    of="greedy",
    hint={"en": "How much money is left after the first dish?", "zh": "点了第一道菜以后，还剩多少钱？"},
    finding={"zh": "点了菜以后，没有从预算里扣钱。"},
)
def budget_not_reduced(prices, joys, budget):
    """You do not take what a dish costs off the budget."""
    return [dish for dish in range(len(prices)) if prices[dish] <= budget]


@mistake(
    of="greedy",
    hint={"en": "May a dinner cost just the budget?", "zh": "晚餐可以正好用完预算吗？"},
    finding={"zh": "正好用完剩余预算的菜被跳过了；它是买得起的。"},
)
def last_coin_not_spent(prices, joys, budget):
    """A dish that costs just what is left is passed over; it can still be paid."""
    chosen = []
    for dish in sorted(range(len(prices)), key=lambda i: -joys[i] / prices[i]):
        if prices[dish] < budget:
            chosen.append(dish)
            budget -= prices[dish]
    return chosen


@mistake(
    of="greedy",
    hint={"en": "Does greed ever take something back?", "zh": "贪心法会反悔吗？"},
    finding={"zh": "你给出的是最优解，而不是贪心法的选择。"},
)
def best_in_place_of_greedy(prices, joys, budget):
    """You have found the best choice; greed is asked for, which may miss it."""
    return exhaustive(prices, joys, budget)


@mistake(
    of="divide_and_conquer",
    hint={
        "en": "After the last dish is ordered, how much money have the others left?",
        "zh": "点了最后一道菜以后，其他菜还剩多少钱？",
    },
    finding={"zh": "点了最后一道菜以后，预算没有减少。"},
)
def money_not_spent(prices, joys, budget):
    """You do not take the price of the dish off the budget of the others."""
    if not prices:
        return 0
    rest = divide_and_conquer(prices[:-1], joys[:-1], budget)
    return rest if prices[-1] > budget else rest + joys[-1]


@mistake(
    of="divide_and_conquer",
    hint={"en": "Is it always better to order a dish that can be paid?", "zh": "买得起的菜一定要点吗？"},
    finding={"zh": "只要买得起就点，没有与不点的情况比较。"},
)
def always_ordered_if_possible(prices, joys, budget):
    """You order the last dish whenever it can be paid; leaving it out may be better."""
    if not prices:
        return 0
    if prices[-1] > budget:
        return divide_and_conquer(prices[:-1], joys[:-1], budget)
    return joys[-1] + divide_and_conquer(prices[:-1], joys[:-1], budget - prices[-1])


@mistake(
    of="divide_and_conquer",
    hint={
        "en": "What becomes of the budget when a dish is ordered that is too dear?",
        "zh": "点了买不起的菜，预算会变成多少？",
    },
    finding={"zh": "没有检查是否买得起，预算会变成负数。"},
)
def may_run_into_debt(prices, joys, budget):
    """You do not ask whether the dish can be paid: the budget runs below 0."""
    if not prices:
        return 0
    return max(
        divide_and_conquer(prices[:-1], joys[:-1], budget),
        joys[-1] + divide_and_conquer(prices[:-1], joys[:-1], budget - prices[-1]),
    )


@mistake(
    of="divide_and_conquer",
    hint={
        "en": "After a dish is ordered, is it still on the menu for the rest of the money?",
        "zh": "点过的菜，用剩下的钱还能再点吗？",
    },
    finding={"zh": "同一道菜可以反复点；每道菜最多点一次。"},
)
def ordered_again_and_again(prices, joys, budget):
    """You let a dish be ordered again and again; each can be had once."""
    if not prices:
        return 0
    left_out = divide_and_conquer(prices[:-1], joys[:-1], budget)
    if prices[-1] > budget:
        return left_out
    return max(left_out, joys[-1] + divide_and_conquer(prices, joys, budget - prices[-1]))


@mistake(
    of="divide_and_conquer",
    hint={"en": "What does the dish itself give when it is ordered?", "zh": "点了这道菜，它自己的满意度加上了吗？"},
    finding={"zh": "你的结果里缺少最后一道菜的满意度。"},
)
def joy_not_added(prices, joys, budget):
    """The joy of the dish that is ordered is missing from your answer."""
    if not prices:
        return 0
    left_out = divide_and_conquer(prices[:-1], joys[:-1], budget)
    if prices[-1] > budget:
        return left_out
    return max(left_out, divide_and_conquer(prices[:-1], joys[:-1], budget - prices[-1]))


@mistake(
    of="divide_and_conquer",
    hint={"en": "If the last dish is too dear, is the dinner over?", "zh": "最后一道菜买不起，晚餐就没有了吗？"},
    finding={"zh": "最后一道菜买不起时直接返回 0；其他菜还可以点。"},
)
def nothing_after_a_dish_too_dear(prices, joys, budget):
    """You give up where the last dish cannot be paid; the others are still there."""
    if not prices or prices[-1] > budget:
        return 0
    left_out = divide_and_conquer(prices[:-1], joys[:-1], budget)
    return max(left_out, joys[-1] + divide_and_conquer(prices[:-1], joys[:-1], budget - prices[-1]))


@mistake(
    of="divide_and_conquer",
    hint={"en": "May a dinner cost just the budget?", "zh": "晚餐可以正好用完预算吗？"},
    finding={"zh": "价格正好等于剩余预算的菜，被你当作买不起。"},
)
def dish_for_all_the_money_refused(prices, joys, budget):
    """You count a dish that costs just what is left as too dear."""
    if not prices:
        return 0
    left_out = divide_and_conquer(prices[:-1], joys[:-1], budget)
    if prices[-1] >= budget:
        return left_out
    return max(left_out, joys[-1] + divide_and_conquer(prices[:-1], joys[:-1], budget - prices[-1]))


@mistake(
    of="best_joys",
    hint={
        "en": "Into how many columns do the sums of money from 0 to the budget fit?",
        "zh": "从 0 到 budget 的钱数一共有几个？",
    },
    finding={"zh": "少了一列：钱从 0 到 budget，共有 budget + 1 列。"},
)
def one_column_missing(prices, joys, budget):
    """One column is missing: the money goes from 0 to the budget, both included."""
    return [row[:-1] for row in whole_table(prices, joys, budget)]


def whole_table(prices, joys, budget):
    """The table as it should be."""
    table = [[0] * (budget + 1)]
    for price, joy in zip(prices, joys):
        above = table[-1]
        row = [max(best, joy + above[m - price]) if price <= m else best for m, best in enumerate(above)]
        table.append(row)
    return table


@mistake(
    of="best_joys",
    hint={
        "en": "What is the best joy of no dishes at all? Which row says so?",
        "zh": "没有菜时最高的满意度是多少？表里哪一行表示它？",
    },
    finding={"zh": "缺少第 0 行（没有菜时的全 0 行）。"},
)
def row_of_zeros_missing(prices, joys, budget):
    """Row 0, the zeros for no dishes, is missing."""
    return whole_table(prices, joys, budget)[1:]


@mistake(
    of="best_joys",
    hint={
        "en": "Write a number into row 1. What does row 0 show then? What does `[row] * 3` make three of?",
        "zh": "往第 1 行写一个数，第 0 行会怎样？`[row] * 3` 复制的是什么？",
    },
    finding={"zh": "你的各行是同一个列表：写一行就改了所有的行。`[[0] * m] * n` 得到的就是这样的表。"},
)
def rows_are_one_list(prices, joys, budget):
    """Your rows are one and the same list: what is written into one is in all. `[[0] * m] * n` makes such rows."""
    table = [[0] * (budget + 1)] * (len(prices) + 1)
    for i, (price, joy) in enumerate(zip(prices, joys), start=1):
        for money in range(price, budget + 1):
            table[i][money] = max(table[i - 1][money], joy + table[i - 1][money - price])
    return table


@mistake(
    of="best_joys",
    hint={
        "en": "Which row has the answers without this dish: this row, or the one above?",
        "zh": "不含这道菜的答案在哪一行：本行，还是上一行？",
    },
    finding={"zh": "你查的是同一行，同一道菜因此可以点多次；应查上一行。"},
)
def looked_up_in_the_same_row(prices, joys, budget):
    """You look into the same row, so that a dish can be had twice; the row above has the answers without it."""
    table = [[0] * (budget + 1)]
    for price, joy in zip(prices, joys):
        row = list(table[-1])
        for money in range(price, budget + 1):
            row[money] = max(row[money], joy + row[money - price])
        table.append(row)
    return table


@mistake(
    of="best_joys",
    hint={"en": "Is it always better to order a dish that can be paid?", "zh": "买得起的菜一定要点吗？"},
    finding={"zh": "只要买得起就点，没有与上一行比较取较大的。"},
)
def ordered_wherever_possible(prices, joys, budget):
    """You order each dish wherever it can be paid, and do not compare with leaving it out."""
    table = [[0] * (budget + 1)]
    for price, joy in zip(prices, joys):
        above = table[-1]
        table.append([joy + above[m - price] if price <= m else above[m] for m in range(budget + 1)])
    return table


@mistake(
    of="best_joys",
    hint={
        "en": "After the dish is paid, in which column is the money that is left?",
        "zh": "付了钱以后，剩下的钱在哪一列？",
    },
    finding={"zh": "点了菜以后没有扣钱：应查 money - price 那一列。"},
)
def price_not_subtracted(prices, joys, budget):
    """You look up the column of all the money; what is left after the dish is `money - price`."""
    table = [[0] * (budget + 1)]
    for price, joy in zip(prices, joys):
        above = table[-1]
        table.append([joy + above[m] if price <= m else above[m] for m in range(budget + 1)])
    return table


@mistake(
    of="best_joys",
    hint={
        "en": "If a dish cannot be paid, what is the best joy without it?",
        "zh": "买不起这道菜时，不点它的最高满意度是多少？",
    },
    finding={"zh": "买不起时填了 0；应照抄上一行。"},
)
def zeros_where_too_dear(prices, joys, budget):
    """You write 0 where a dish cannot be paid; the answer of the row above still holds."""
    table = [[0] * (budget + 1)]
    for price, joy in zip(prices, joys):
        above = table[-1]
        table.append([max(above[m], joy + above[m - price]) if price <= m else 0 for m in range(budget + 1)])
    return table


@mistake(
    of="best_joys",
    hint={
        "en": "Which index comes first in table[i][money]: the dishes or the money?",
        "zh": "table[i][money] 里，先写的是菜还是钱？",
    },
    finding={"zh": "表的行和列互换了。"},
)
def rows_and_columns_swapped(prices, joys, budget):
    """You have swapped the rows and the columns."""
    return [list(column) for column in zip(*whole_table(prices, joys, budget))]


@mistake(
    of="best_joys",
    hint={"en": "May a dish cost all of the money?", "zh": "一道菜可以正好用完所有的钱吗？"},
    finding={"zh": "你的表里从来没有正好用完钱的菜；这是允许的。"},
)
def all_the_money_never_spent(prices, joys, budget):
    """No dish ever costs all of the money in your table; it may."""
    table = [[0] * (budget + 1)]
    for price, joy in zip(prices, joys):
        above = table[-1]
        table.append([max(above[m], joy + above[m - price]) if price < m else above[m] for m in range(budget + 1)])
    return table


@mistake(
    of="dynamic_programming",
    hint={"en": "After a dish is taken, in which column do you go on?", "zh": "取了一道菜之后，应在哪一列继续？"},
    finding={"zh": "取了一道菜之后，没有从钱里减去它的价格。"},
)
def column_not_moved(prices, joys, budget):
    """After a dish is taken you go on in the same column; the money is less by its price."""
    table = best_joys(prices, joys, budget)
    return [i for i in range(len(prices)) if table[i + 1][budget] != table[i][budget]]


@mistake(
    of="dynamic_programming",
    hint={"en": "Which dish does row i add: dish i or dish i - 1?", "zh": "第 i 行加入的是下标为 i 的菜，还是 i - 1？"},
    finding={"zh": "下标差了 1：第 i 行加入的是下标为 i - 1 的菜。"},
)
def off_by_one_dish(prices, joys, budget):
    """You are one dish off: row i adds the dish with the index i - 1."""
    return [dish + 1 for dish in traced(prices, joys, budget)]


def traced(prices, joys, budget):
    """The choice as it should be."""
    table = best_joys(prices, joys, budget)
    chosen, money = [], budget
    for dish in reversed(range(len(prices))):
        if table[dish + 1][money] != table[dish][money]:
            chosen.append(dish)
            money -= prices[dish]
    return chosen


@mistake(
    of="dynamic_programming",
    hint={
        "en": "What is asked for: the joy of the best choice, or its dishes?",
        "zh": "要求返回的是满意度，还是选了哪些菜？",
    },
    finding={"zh": "你返回的是满意度，而不是选了哪些菜。"},
)
def joy_and_not_the_dishes(prices, joys, budget):
    """You have returned the joy; the dishes are asked for."""
    return best_joys(prices, joys, budget)[-1][-1]


@mistake(
    of="dynamic_programming",
    hint={
        "en": "When a row equals the one above it, was the dish needed?",
        "zh": "某一行与上一行相等时，这道菜点了吗？",
    },
    finding={"zh": "条件反了：与上一行不同，才说明点了这道菜。"},
)
def taken_where_equal(prices, joys, budget):
    """Your condition is reversed: a dish is taken where its row differs from the one above."""
    table = best_joys(prices, joys, budget)
    chosen, money = [], budget
    for dish in reversed(range(len(prices))):
        if table[dish + 1][money] == table[dish][money]:
            chosen.append(dish)
        else:
            money -= prices[dish]
    return chosen


@mistake(
    of="dynamic_programming",
    hint={
        "en": "Which row is the answer for all dishes? From which row do you start?",
        "zh": "包含所有菜的答案在哪一行？你从哪一行开始读？",
    },
    finding={"zh": "你从第一道菜往后读；表要从最后一行往上读。"},
)
def read_from_the_top(prices, joys, budget):
    """You read the table from the top; the answer for all dishes is in the last row."""
    table = best_joys(prices, joys, budget)
    chosen, money = [], budget
    for dish in range(len(prices)):
        if table[dish + 1][money] != table[dish][money]:
            chosen.append(dish)
            money -= prices[dish]
    return chosen


@mistake(
    of="dynamic_programming",
    hint={
        "en": "Does greed find the best on the menu of the docstring?",
        "zh": "在文档字符串的例子上，贪心法能找到最好的吗？",
    },
    finding={"zh": "你返回的是贪心法的选择。"},
)
def greed_in_place_of_the_table(prices, joys, budget):
    """You have returned the greedy choice."""
    return greedy(prices, joys, budget)


@mistake(
    of="greedy_gap",
    hint={"en": "Can greed be better than the best?", "zh": "贪心法可能比最优还好吗？"},
    finding={"zh": "符号反了：应是最优的减去贪心法的。"},
)
def gap_reversed(prices, joys, budget):
    """Your gap has the wrong sign: it is the best minus the greedy."""
    return value_of(joys, greedy(prices, joys, budget)) - divide_and_conquer(prices, joys, budget)


@mistake(
    of="greedy_gap",
    hint={
        "en": "What is compared: how much the dinners cost, or how much joy they give?",
        "zh": "要比较的是花了多少钱，还是满意度？",
    },
    finding={"zh": "你比较的是价格；应比较满意度。"},
)
def prices_compared(prices, joys, budget):
    """You have compared what the two dinners cost; it is their joys that count."""
    best, taken = exhaustive(prices, joys, budget), greedy(prices, joys, budget)
    return value_of(prices, best) - value_of(prices, taken)


@mistake(
    of="greedy_gap",
    hint={"en": "Which two joys does the docstring subtract?", "zh": "文档字符串里是哪两个满意度相减？"},
    finding={"zh": "你返回的是最优的满意度，没有减去贪心法的。"},
)
def best_joy_alone(prices, joys, budget):
    """You have returned the best joy and have not subtracted the greedy one."""
    return divide_and_conquer(prices, joys, budget)


@mistake(
    of="greedy_gap",
    hint={
        "en": "Is a joy of 12 against one of 9 a gap of 3, or of a third?",
        "zh": "12 与 9 的差距是 3，还是三分之一？",
    },
    finding={"zh": "你求的是比值，而不是差。"},
)
def share_of_the_best(prices, joys, budget):
    """You have divided; the gap is a difference."""
    best = divide_and_conquer(prices, joys, budget)
    return value_of(joys, greedy(prices, joys, budget)) / best if best else 0


@mistake(
    of="greedy_gap",
    hint={
        "en": "A dinner of one dish and one of two may give the same joy. What is the gap then?",
        "zh": "一道菜与两道菜的满意度可能相同：这时差距是多少？",
    },
    finding={"zh": "你比较的是菜的数目。"},
)
def numbers_of_dishes_compared(prices, joys, budget):
    """You have compared how many dishes there are."""
    return len(exhaustive(prices, joys, budget)) - len(greedy(prices, joys, budget))


equivalents = [
    equivalent(
        of="exhaustive",
        was="affordable = [chosen for chosen in subsets(len(prices)) if sum(prices[i] for i in chosen) <= budget]",
        now="affordable = [chosen for chosen in subsets(len(joys)) if sum(prices[i] for i in chosen) <= budget]",
        reason="There are as many prices as joys.",
    ),
    equivalent(
        of="greedy",
        was="for dish in sorted(range(len(prices)), key=lambda i: joys[i] / prices[i], reverse=True):",
        now="for dish in sorted(range(len(joys)), key=lambda i: joys[i] / prices[i], reverse=True):",
        reason="There are as many prices as joys.",
    ),
    equivalent(
        of="divide_and_conquer",
        was="if not prices:",
        now="if not joys:",
        reason="There are as many prices as joys.",
    ),
    equivalent(
        of="dynamic_programming",
        was="for dish in reversed(range(len(prices))):",
        now="for dish in reversed(range(len(joys))):",
        reason="There are as many prices as joys.",
    ),
]
