"""One module per connector type: the place to read everything about it."""
