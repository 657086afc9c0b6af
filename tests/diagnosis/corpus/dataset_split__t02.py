def shuffled_indices(n, generator):
    return torch.randint(0, max(n, 1), (n,), generator=generator)
