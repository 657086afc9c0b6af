class CountedCall:
    def __call__(self, *args, **kwargs):
        result = self.function(*args, **kwargs)
        self.calls += 1
        return result

    def __init__(self, function):
        self.function = function
        self.calls = 0
