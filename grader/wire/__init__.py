"""What both sides of the trust boundary share: messages, values, their codec, frames, and the levels of isolation."""
