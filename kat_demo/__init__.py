"""AutoThink in a browser: KAT-V1-40B decides by itself whether to think, and the page shows how."""

__version__ = "0.1.0"
