"""Serve the AutoThink demo: settings -> engine -> page. Also the entry point of a Hugging Face Space."""

from __future__ import annotations

import logging
import os
import sys

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("GRADIO_ANALYTICS_MAX_EVENTS", "100")  # what gradio keeps of past events, and goes through

from kat_demo import config, ui
from kat_demo.engines.open import open_later
from kat_demo.errors import KatError


def main() -> int:
    """Run until interrupted; returns the exit status."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    try:
        settings = config.load()
        config.check_port(settings)
        engine = open_later(settings)
        logging.info(ui.chosen(engine.info))
        demo = ui.build(engine, settings.per_visitor, settings.sign_in)
    except KatError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    demo.launch(
        server_name=settings.host,
        server_port=settings.port,
        share=settings.share,
        auth=settings.credentials,
        **ui.launch_options(),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
