def missing_rules(terms):
    missing = []
    for t in terms:
        try:
            antiderivative([t])
        except LookupError:
            missing.append(t[1])
    return missing
