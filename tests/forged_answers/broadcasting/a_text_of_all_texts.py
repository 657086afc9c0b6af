"""A text of all texts. Appended to the reference, it must not pass: message_names_the_shapes, refusal_names_the_shapes."""

class Anything(str):
    def __contains__(self, part):
        return True

    def __str__(self):
        return self


def agreeing(function):
    def call(*arguments):
        try:
            return function(*arguments)
        except ValueError:
            raise ValueError(Anything("no")) from None

    return call


broadcast_shape, safe_mse = agreeing(broadcast_shape), agreeing(safe_mse)
