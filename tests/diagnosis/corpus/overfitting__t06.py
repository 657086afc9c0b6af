def best_degree(degrees, train_errors, validation_errors):
    return validation_errors.index(min(validation_errors))
