def k_means(xs, centres, rounds):
    new = centres
    for _ in range(rounds):
        a = assign(xs, centres)
        new = move_centres(xs, torch.as_tensor(a), centres)
    return new
