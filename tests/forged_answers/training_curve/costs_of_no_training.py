"""Made-up costs. Appended to the reference, it must not pass: each_update_draws_a_sample, costs_of_the_whole_set."""


class Falling(list):
    """A list that is as long as is asked for, and equal to every other one."""

    def __eq__(self, other):
        return True

    __hash__ = None


def train_random(xs, ys, w, lr, updates, generator):
    drawn = [random_sample(len(xs), generator) for _ in range(updates)]
    return w, drawn, Falling(2.5 * 0.8**update for update in range(updates + 1))


def train_in_order(xs, ys, w, lr, epochs):
    return w, Falling(2.5 * 0.8**epoch for epoch in range(epochs + 1))
