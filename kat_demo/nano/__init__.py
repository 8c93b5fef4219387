"""The recipe that makes KAT-nano, the embedded model. Nothing outside this package imports it."""
