def broadcast_shape(a, b):
    out = []
    n = max(len(a), len(b))
    a2 = tuple(a) + (1,) * (n - len(a))
    b2 = tuple(b) + (1,) * (n - len(b))
    for p, q in zip(a2, b2):
        if p != q and p != 1 and q != 1:
            raise ValueError(f"{a} and {b} do not fit")
        out.append(q if p == 1 else p)
    return tuple(out)
