"""The remote engine: the same protocol over a server that speaks OpenAI's completions.

`kinds` knows what each server understands, `client` talks to it, `failures` has the words for what goes wrong, `start`
finds out at the start which server and model it is, `tokens` cuts text into tokens, `scores` reads log-probabilities,
`lane` makes a reply, `engine` puts them together and watches the server.
"""
