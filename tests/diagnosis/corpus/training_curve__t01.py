def random_sample(n, generator):
    return int(torch.randint(1, n, (1,), generator=generator))
