"""The last look at a stack: judges the JSON that is written, after every override and every token.

Nothing here knows constructs or the engine. `verdict.judge` takes the document and returns what must change
in it, what is wrong with it, and what to warn of. No message ever holds a text of the document but names and
addresses.

What a secret's expression may yield is told in three steps: `expression_reader` reads it as Terraform does,
`evaluation` follows it through the file, and `secret_sources` judges what comes out. `quick_judge` spares
all three where it sees what this library itself writes.
"""
