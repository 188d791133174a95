"""Debian's Chromium, driven without a network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

_FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium; a machine without it fails the test."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("chromium is missing: install Debian's package chromium (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watched:
    """A page, and what happened in it that should not.

    Attributes:
        page: The page.
        requests: What it asked for, beside itself.
        messages: What it wrote into the console, errors and broken policies among it.
    """

    page: Page
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


@contextmanager
def opened(browser: Browser, file: Path, **options: Any) -> Iterator[Watched]:
    """Open a file in a browser, and watch what it does."""
    page = browser.new_page(**options)
    watched = Watched(page)
    page.on("request", lambda request: watched.requests.append(request.url))
    page.on("console", lambda message: watched.messages.append(message.text))
    page.on("pageerror", lambda error: watched.messages.append(str(error)))
    page.on("dialog", lambda dialog: (watched.messages.append(dialog.message), dialog.dismiss()))
    page.goto(file.as_uri())
    watched.requests.remove(file.as_uri())
    try:
        yield watched
    finally:
        page.close()
