"""One policy a file, named after what it demands. A new one is a file here and a line in `packs.py`."""
