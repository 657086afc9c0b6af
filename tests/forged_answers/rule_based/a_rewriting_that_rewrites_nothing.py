"""A rewriting that rewrites nothing. Appended to the reference, it must not pass: rewritten_without_products."""

def rewrite(term):
    return [term]
