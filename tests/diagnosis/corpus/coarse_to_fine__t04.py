def search(f, low, high, rounds, points=16):
    answers = []
    for _ in range(rounds):
        best = best_point(f, grid(low, high, points))
        answers.append(best)
        zoom(low, high, best, points)
    return answers
