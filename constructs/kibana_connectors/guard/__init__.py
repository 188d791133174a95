"""What keeps a connector from being deleted while something still uses it."""
