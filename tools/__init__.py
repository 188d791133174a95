"""Set-up tooling: the commands behind the Makefile. Standard library only, run by the system's Python."""
