"""Why something is not done, in words for whoever asked for it."""


class ConductError(Exception):
    """The rules of conduct cannot be changed or frozen like this; its text says why and what to do."""
