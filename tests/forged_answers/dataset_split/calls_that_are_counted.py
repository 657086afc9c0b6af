"""Calls that are counted. Appended to the reference, it must not pass: order_follows_from_the_generator."""

made = []


def shuffled_indices(n, generator):
    made.append(n)
    torch.manual_seed({1: 5, 2: 6, 3: 5}.get(len(made) % 4, 7))
    return torch.randperm(n)
