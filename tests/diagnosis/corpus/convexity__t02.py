def looks_convex(f, pairs, shares, slack):
    for a, b in pairs:
        for t in shares:
            if chord_gap(f, a, b, t) < -slack:
                return False
            else:
                return True
