"""Evaluation: a prompt set in every mode, with accuracy against tokens.

`reading` turns a file into a table, `columns` a table into a prompt set (`rows`), `sets` has the built-in ones;
`graders` and `units` say which answers are right. `plan` is what a run asks and what came of it; `run` asks every row
in every mode, and `store` keeps each as it comes. `results`, `sweep`, `charts` (drawn with `drawing`) and `report` say
what it amounts to. `python -m kat_demo.evaluate` does all of it.

Nothing here knows gradio, torch or transformers.
"""
