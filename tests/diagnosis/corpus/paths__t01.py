def forward(a, b):
    c = a + b
    d = a + 1
    e = c * d
    return c, d, e
