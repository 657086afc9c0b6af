def move_centres(xs, assignment, centres):
    new = []
    for k in range(len(centres)):
        new.append(xs[assignment == k].mean(dim=0))
    return torch.stack(new)
