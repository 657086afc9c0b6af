def call_text(name, *args, **kwargs):
    parts = [str(a) for a in args] + [f"{k}={v}" for k, v in kwargs.items()]
    return name + "(" + ", ".join(parts) + ")"
