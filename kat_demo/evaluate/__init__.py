"""Evaluation: a prompt set in every mode, with accuracy against tokens.

`reading` turns a file into a table, `columns` a table into a prompt set (`rows`), `sets` has the built-in ones; `graders`
says which answers are right; `run` asks every row in every mode and `store` keeps what came, row by row; `results`,
`sweep`, `drawing`, `charts` and `report` say what it amounts to. `python -m kat_demo.evaluate` does all of it.

Nothing here knows gradio, torch or transformers.
"""
