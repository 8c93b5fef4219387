"""What goes wrong underneath a reply, in the words that its reader gets; the log has the rest."""

from __future__ import annotations

import torch

from kat_demo.errors import EngineError


def readable(error: BaseException, tokens: int) -> EngineError:
    """The failure of a reply that had come to so many tokens, prompt included."""
    if isinstance(error, EngineError):
        return error
    if isinstance(error, torch.OutOfMemoryError):
        return EngineError(
            f"The device ran out of memory at {tokens} tokens. Shorten the conversation or lower max_new_tokens, and "
            "try again; who runs the server can lower --context or --lanes."
        )
    if isinstance(error, torch.AcceleratorError):
        return EngineError("The device does not answer any more. The server has to be started again.")
    return EngineError(f"Generation failed ({type(error).__name__}). The server's log has the details; try again.")


def shut_down() -> EngineError:
    """What a reply is told for which the engine is no longer there."""
    return EngineError("The engine is shut down. Start the server again.")


def first_line(error: BaseException) -> str:
    """The head of a message that may be long."""
    return str(error).strip().partition("\n")[0][:300] or type(error).__name__
