def broadcast_shape(a, b):
    out = []
    for i in range(1, max(len(a), len(b)) + 1):
        p = a[-i] if i <= len(a) else 1
        q = b[-i] if i <= len(b) else 1
        if p != q and 1 not in (p, q):
            raise ValueError(f"{a} and {b} do not fit")
        out.insert(0, max(p, q))
    return tuple(out)
