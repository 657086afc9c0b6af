def choose(train, validation, test, degrees):
    tr, va = errors_by_degree(train[0], train[1], validation[0], validation[1], degrees)
    best = best_degree(degrees, tr, va)
    c = fit(train[0], train[1], best)
    return best, cost(validation[0], validation[1], c)
