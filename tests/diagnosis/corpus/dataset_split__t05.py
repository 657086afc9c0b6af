def split(xs, ys, validation, test, generator):
    tr, va, te = split_indices(len(xs), validation, test, generator)
    return take(xs, ys, tr), take(xs, ys, te), take(xs, ys, va)
