"""Searches for values in whatever form a text or a file holds them.

There is one rule and no list of forms: what a text, a run of characters or a file may be an encoding of is
read, and what was read is searched in the same way, until nothing more can be read or a bound is reached.

`needles` tells what of a value is looked for, `escapes` and `encoded_runs` read texts, `unpacking` reads
files, `search` is the loop over them.
"""
