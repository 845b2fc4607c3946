"""Why something is not done, in words for whoever asked for it."""


class SigningError(Exception):
    """The rules of signing do not allow this; its text says why and what to do, in the language of the reader."""
