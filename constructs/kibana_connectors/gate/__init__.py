"""The last look at a stack: judges the JSON that is written, after every override and every token.

Nothing here knows constructs or the engine. `verdict.judge` takes the document and returns what must change
in it, what is wrong with it, and what to warn of. No message ever holds a text of the document but names and
addresses.
"""
