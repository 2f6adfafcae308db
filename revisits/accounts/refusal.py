"""What every layer raises when its rules do not allow something now."""


class Refused(Exception):
    """The rules do not allow it now; `str()` of it is the sentence that the person reads.

    `field` names what they gave that it is about, for forms that have such a field.
    """

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field
