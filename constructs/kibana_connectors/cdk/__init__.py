"""The CDKTF side: constructs, and how a stack is written."""
