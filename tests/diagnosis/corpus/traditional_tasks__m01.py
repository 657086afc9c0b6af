def move_centres(xs, assignment, centres):
    new = centres.clone()
    for k in range(centres.shape[0]):
        mine = xs[assignment == k]
        if len(mine):
            new[k] = mine.sum(dim=0)
    return new
