def missed_by(f, low, high, rounds, fine):
    粗 = search(f, low, high, rounds)[-1]
    细 = best_point(f, grid(low, high, fine))
    return f(细) - f(粗)
