"""The function of the stack in uploads.py."""


def handler(event: dict, context: object) -> str:
    return "hello"
