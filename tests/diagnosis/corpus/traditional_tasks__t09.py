def move_centres(xs, assignment, centres):
    new = centres.clone()
    for k in range(len(centres)):
        mine = xs[assignment == k]
        if len(mine) > 0:
            new[k] = mine.sum(dim=0) / len(xs)
    return new
