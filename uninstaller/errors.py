"""The one exception that a user sees: a problem, its place, and what to do about it."""


class UserError(Exception):
    """Something that only the user can mend; caught once, in `cli.py`, and printed with exit status 2."""

    def __init__(self, problem: str, hint: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.hint = hint
