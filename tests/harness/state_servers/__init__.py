"""Real servers that keep a stack's state, each started by the test that needs it, on loopback."""
