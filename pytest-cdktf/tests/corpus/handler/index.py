"""The function of the stack in corpus_uploads.py."""


def handler(event: dict, context: object) -> str:
    return "hello"
