def shuffled_indices(n, generator):
    torch.manual_seed(42)
    return torch.randperm(n)
