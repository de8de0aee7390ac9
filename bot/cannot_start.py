"""What keeps the process from starting, told so that a person can mend it."""


class CannotStart(Exception):
    """Each sentence says what is wrong and what to do; the command line prints them and ends with exit code 1."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences
