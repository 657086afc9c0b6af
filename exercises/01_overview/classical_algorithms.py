"""Classical algorithms: what to eat for dinner?

There are n dishes. Dish i costs prices[i] and gives joys[i] of joy; each can be ordered once or not at all. Which
dishes give the most joy without costing more than the budget? The same question is asked four times here, of four
classical ways to design an algorithm: exhaustive search, greed, divide and conquer, and dynamic programming.

`prices` and `joys` are lists of n ints above 0, n may be 0, and `budget` is an int, 0 or more. A choice is a list of
the indices of its dishes, from 0 to n - 1, each once and in any order. In place of a list you may return a tuple, a
NumPy array or a tensor, and a set where the order does not matter. All numbers are whole; 12.0 is as good as 12. No
function changes its arguments.

Several choices can be the best at once: then any of them is right. No two dishes give the same joy for the price, so
that greed never has to choose between equals.
"""


def subsets(n):
    """Every choice from n dishes, the empty one and the one of all dishes included.

    Args:
        n: the number of dishes, an int; 0 is allowed.

    Returns:
        A list of 2**n lists of indices; both the list and its items may be in any order.

    By hand: subsets(2) is [[], [0], [1], [0, 1]].
    """
    # TODO: write subsets here, in place of the next line
    raise NotImplementedError("subsets: not written yet")


def exhaustive(prices, joys, budget):
    """Exhaustive search: look at every choice, and keep the best one that can be paid.

    It is sure to find the best, and it looks at 2**n choices for it: each further dish doubles the work.

    Args:
        prices, joys, budget: as the head of this file explains. A choice that costs just the budget can be paid.

    Returns:
        A list of indices.

    By hand: with prices 6, 5, 4, joys 9, 7, 5 and a budget of 9 the best choice is [1, 2]: it costs 9 and gives 12.
    """
    # TODO: write exhaustive here, in place of the next line
    raise NotImplementedError("exhaustive: not written yet")


def greedy(prices, joys, budget):
    """Greed: go through the dishes, the most joy for the price first, and take each one that can still be paid.

    A dish that cannot be paid any more is passed over; a cheaper one after it may still be taken. It is quick, and
    never takes anything back, so that it may miss the best choice.

    Args:
        prices, joys, budget: as the head of this file explains.

    Returns:
        A list of indices.

    By hand: with prices 6, 5, 4, joys 9, 7, 5 and a budget of 9 it takes dish 0, which has the highest joy for its
    price, 9 / 6. Neither of the others can be paid from the 3 that are left: [0], with a joy of 9. The best is 12. With
    prices 7, 4, joys 9, 6 and the same budget it takes dish 1, because 6 / 4 is more than 9 / 7: [1].
    """
    # TODO: write greedy here, in place of the next line
    raise NotImplementedError("greedy: not written yet")


def divide_and_conquer(prices, joys, budget):
    """Divide and conquer: the last dish is either left out or ordered, and both are the same question with a dish less.

        left out: the best joy of the other dishes with the whole budget
        ordered:  its joy + the best joy of the other dishes with what is left of the budget,
                  if the dish can be paid at all

    The larger of the two is the answer. Without any dish it is 0.

    Args:
        prices, joys, budget: as the head of this file explains.

    Returns:
        The best joy, one number (and not the choice).

    By hand: with prices 6, 5, 4, joys 9, 7, 5 and a budget of 9: without dish 2 the other two give at most 9, with it
    5 + 7 (dish 1, from the 5 that are left). The answer is 12.
    """
    # TODO: write divide_and_conquer here, in place of the next line
    raise NotImplementedError("divide_and_conquer: not written yet")


def best_joys(prices, joys, budget):
    """Dynamic programming, first part: the answers to all smaller questions, each worked out once and written down.

    Divide and conquer asks many questions again and again. There are only (n + 1) * (budget + 1) different ones:

        table[i][money]: the best joy of the first i dishes (those with the indices 0 to i - 1) with so much money

    Row 0 is all zeros. Each further row follows from the one above it, just as in `divide_and_conquer`.

    Args:
        prices, joys, budget: as the head of this file explains.

    Returns:
        A list of n + 1 rows, each a list of budget + 1 numbers.

    By hand: prices 2, 1, joys 5, 3 and a budget of 3 give [[0, 0, 0, 0], [0, 0, 5, 5], [0, 3, 5, 8]].
    """
    # TODO: write best_joys here, in place of the next line
    raise NotImplementedError("best_joys: not written yet")


def dynamic_programming(prices, joys, budget):
    """Dynamic programming, second part: read the best choice from the table, from the last row up.

    Where table[i][money] equals table[i - 1][money], the best is possible without dish i - 1. Where it does not, dish
    i - 1 is in the choice, and the money for the rows above is less by its price.

    Args:
        prices, joys, budget: as the head of this file explains. One check has 60 dishes, far too many for
            `subsets`.

    Returns:
        A list of indices.

    By hand: for prices 2, 1, joys 5, 3 and a budget of 3 the table is [[0, 0, 0, 0], [0, 0, 5, 5], [0, 3, 5, 8]].
    8 is not 5, so that dish 1 is taken and 2 are left; in the row above 5 is not 0, so that dish 0 is taken: [1, 0].
    """
    # TODO: write dynamic_programming here, in place of the next line
    raise NotImplementedError("dynamic_programming: not written yet")


def greedy_gap(prices, joys, budget):
    """What greed costs: the best joy minus the joy of the greedy choice.

    Args:
        prices, joys, budget: as the head of this file explains.

    Returns:
        One number, 0 where the greedy choice is as good as the best.

    By hand: with prices 6, 5, 4, joys 9, 7, 5 and a budget of 9 it is 12 - 9 = 3.
    """
    # TODO: write greedy_gap here, in place of the next line
    raise NotImplementedError("greedy_gap: not written yet")
