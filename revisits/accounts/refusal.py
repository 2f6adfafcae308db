"""What every layer raises when its rules do not allow something now."""


class Refused(Exception):
    """The rules do not allow it now; `str()` of it is the sentence that the person reads."""
