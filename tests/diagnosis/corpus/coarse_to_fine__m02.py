def search(f, low, high, rounds, points=16):
    r = []
    for _ in range(rounds):
        best = best_point(f, grid(low, high))
        r.append(best)
        low, high = zoom(low, high, best)
    return r
