def subsets(n):
    out, cur = [[]], []
    for i in range(n):
        cur.append(i)
        out.append(cur)
    return out
