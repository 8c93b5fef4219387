"""What can go wrong, as one tree. Every message says what failed and what to do next.

    KatError
    ├── InputError        a request is not valid: names the field, the value and what is allowed
    │   └── ContextError  the prompt does not fit the model's context
    ├── ConfigError       a flag, a variable or a checkpoint cannot be used: the server does not start
    │   └── ModelError    the model cannot be loaded, or is not an AutoThink model
    └── EngineError       generation failed underneath; the next request may work

The page, the API and the command line show the text of a KatError as it is. Anything else is logged with its
traceback and shown as a short apology with an id.
"""

from __future__ import annotations

from collections.abc import Iterable


class KatError(Exception):
    """Base of every error whose text is meant for the user."""


class InputError(KatError):
    """A request that cannot be served as it is."""

    @classmethod
    def of(cls, field: str, value: object, allowed: str) -> InputError:
        """`field` got `value` but takes `allowed`."""
        shown = repr(value)
        if len(shown) > 80:
            shown = shown[:77] + "..."
        return cls(f"{field}: got {shown}, allowed is {allowed}.")

    @classmethod
    def choice(cls, field: str, value: object, choices: Iterable[str]) -> InputError:
        """`value` is none of the `choices` of `field`."""
        return cls.of(field, value, "one of " + ", ".join(repr(choice) for choice in choices))


class ContextError(InputError):
    """The prompt has more tokens than the context leaves room for."""

    def __init__(self, tokens: int, limit: int) -> None:
        super().__init__(
            f"message: the conversation has {tokens} tokens, and at most {limit} fit this model's context. "
            "Shorten the message or clear the conversation."
        )
        self.tokens = tokens
        self.limit = limit

    def __reduce__(self) -> tuple[type[ContextError], tuple[int, int]]:
        return ContextError, (self.tokens, self.limit)


class ConfigError(KatError):
    """A setting with which the server cannot start."""


class ModelError(ConfigError):
    """A checkpoint that cannot be loaded or does not speak the AutoThink format."""


class EngineError(KatError):
    """Generation failed underneath a valid request."""
