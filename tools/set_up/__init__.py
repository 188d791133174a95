"""Set-up: prepares Terraform, the provider, Node and the Python packages below the repository's folder.

Standard library only: the system's Python runs it, before there is a `.venv`.
"""
