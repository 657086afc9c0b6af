class CountedCall:
    def __init__(self, function):
        self.fn = function
        self.calls = 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.fn(*args)
