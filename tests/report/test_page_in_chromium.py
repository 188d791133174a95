"""The page in a real browser: searched, filtered, sorted and paged, in both themes, and without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from harness.browser import Watched, chromium, opened
from playwright.sync_api import Browser, Page
from reports import EVIL, connector, report, team

from kibana_connectors.report.page import Report, render


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


Show = Callable[..., Watched]


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Show]:
    """Open the page of a report; whatever it does that it should not fails the test."""
    shown: list[tuple[object, Watched]] = []

    def open_page(written: Report, **options: object) -> Watched:
        file = tmp_path / f"report-{len(shown)}.html"
        file.write_text(render(written), encoding="utf-8")
        context = opened(browser, file, **options)
        watched = context.__enter__()
        shown.append((context, watched))
        return watched

    yield open_page
    for context, watched in shown:
        context.__exit__(None, None, None)  # type: ignore[attr-defined]
        assert watched.requests == []
        assert watched.messages == []


def names(page: Page) -> list[str]:
    return page.locator("#rows tr th a").all_inner_texts()


def said(page: Page) -> str:
    return page.locator("#shown").inner_text()


ALL = ["Audit hook", "chat 9", "chat 10", "Mail", "On-call", "Tickets"]


def test_it_shows_all_sorted_by_name(show: Show) -> None:
    page = show(team()).page

    assert names(page) == ALL
    assert said(page) == "6 connectors"
    assert page.get_by_role("table", name="All connectors").is_visible()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("on-CALL", ["On-call"]),
        ("chat", ["chat 9", "chat 10"]),
        ("chat 10", ["chat 10"]),
        ("10 chat", ["chat 10"]),
        ("pagerduty", ["On-call"]),
        (".webhook", ["Audit hook"]),
        ("id-3", ["Tickets"]),
        ("cpu high", ["On-call"]),
        ("zzz", []),
        ("  ", ALL),
    ],
)
def test_search(show: Show, typed: str, found: list[str]) -> None:
    page = show(team()).page

    page.get_by_label("Search").fill(typed)

    assert names(page) == found
    assert page.get_by_text("No connector matches.").is_visible() == (not found)


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("Missing secrets", ["Audit hook"]),
        ("Deprecated", ["Tickets"]),
        ("Preconfigured", ["Mail"]),
        ("Unused", ["Tickets"]),
        ("Failing", ["On-call"]),
    ],
)
def test_filter_by_state(show: Show, state: str, found: list[str]) -> None:
    page = show(team()).page

    page.locator(".states").get_by_text(state).click()

    assert names(page) == found
    assert said(page) == "1 connector (of 6)"


def test_filter_by_type_and_space_and_clear(show: Show) -> None:
    page = show(team()).page

    page.get_by_text("Space: all").click()
    page.get_by_role("checkbox", name="ops 3").check()
    assert names(page) == ["chat 9", "chat 10", "On-call"]
    page.get_by_role("checkbox", name="sec 1").check()
    assert names(page) == ["chat 9", "chat 10", "On-call", "Tickets"]
    page.get_by_text("Type: all").click()
    assert not page.get_by_role("checkbox", name="ops 3").is_visible()
    page.get_by_role("checkbox", name="Slack 4").check()
    assert names(page) == ["chat 9", "chat 10", "Tickets"]
    page.get_by_role("button", name="Clear filters").click()

    assert names(page) == ALL
    assert page.locator(":focus").get_attribute("id") == "search"


def test_sort(show: Show) -> None:
    page = show(team()).page
    by_name = page.get_by_role("button", name="Name")
    by_name.click()
    assert names(page) == ALL[::-1]
    assert page.locator("th[data-key=name]").get_attribute("aria-sort") == "descending"

    page.get_by_role("button", name="Runs").click()
    assert names(page)[:2] == ["Mail", "On-call"]
    assert page.locator("th[data-key=runs]").get_attribute("aria-sort") == "descending"
    assert page.locator("th[data-key=name]").get_attribute("aria-sort") == "none"


def test_everything_by_keyboard(show: Show) -> None:
    page = show(team()).page
    reached = []
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")
        )
    for control in ("theme", "search", "Type: all", "Space: all", "size", "list", "Name"):
        assert control in reached

    page.locator("details.pick summary").first.focus()
    page.keyboard.press("Enter")
    assert page.get_by_label("PagerDuty").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert names(page) == ["On-call"]
    page.keyboard.press("Escape")
    assert not page.get_by_label("PagerDuty").is_visible()
    assert page.locator("details.pick summary").first.evaluate("e => e === document.activeElement")


def test_who_uses_it_and_what_was_wrong_can_be_opened(show: Show) -> None:
    page = show(team()).page
    row = page.locator("tr", has_text="On-call")

    row.locator("td.used summary").click()
    assert row.locator("td.used li").all_inner_texts() == ["rule CPU high", "workflow Escalate (disabled)"]
    row.get_by_text("last failure").click()
    assert row.get_by_text("[500] <b>Internal</b> Server Error").is_visible()


@pytest.mark.parametrize(("scheme", "ground"), [("light", "rgb(244, 246, 250)"), ("dark", "rgb(15, 18, 24)")])
def test_the_theme_is_the_systems_until_it_is_chosen(show: Show, scheme: str, ground: str) -> None:
    page = show(team(), color_scheme=scheme).page
    grounds = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(grounds) == ground

    other = "Dark theme" if scheme == "light" else "Light theme"
    page.get_by_role("button", name=other).click()
    assert page.evaluate(grounds) != ground
    page.get_by_role("button", name="theme").click()
    assert page.evaluate(grounds) == ground


def test_evil_texts_stay_texts(show: Show) -> None:
    page = show(
        report(*(connector(number, name=text, type_name=text) for number, text in enumerate(EVIL)))
    ).page

    assert sorted(names(page)) == sorted(EVIL)
    for text in EVIL:
        page.get_by_label("Search").fill(text)
        assert names(page) == [text]
    assert page.locator("img, iframe, textarea, #rows script, #rows style").count() == 0


def test_the_policy_holds(browser: Browser, tmp_path: Path) -> None:
    """Guard the tests above: something foreign in the page would be noticed."""
    file = tmp_path / "page.html"
    text = render(team())
    foreign = "<script>document.title = 'ran'</script><img src='https://x.example/a.png'>"
    file.write_text(text.replace("<footer", f"{foreign}<footer"), encoding="utf-8")

    with opened(browser, file) as watched:
        assert watched.page.title() != "ran"
        assert len(watched.messages) >= 2
        assert any("Content Security Policy" in message for message in watched.messages)


def test_without_scripts_the_table_is_there(show: Show) -> None:
    page = show(team(), java_script_enabled=False).page

    assert len(names(page)) == 6
    assert not page.get_by_label("Search").is_visible()


def test_two_thousand_connectors(show: Show) -> None:
    many = [
        connector(
            number,
            name=f"Connector {number:04}",
            space=f"team-{number % 50}",
            is_missing_secrets=number % 10 == 0,
            runs=20,
            failures=number % 3,
            p95_ms=float(number),
            slices=tuple((1, int(part < number % 3)) for part in range(20)),
        )
        for number in range(2000)
    ]
    page = show(report(*many)).page
    assert said(page) == "1 to 50 of 2,000 connectors"
    assert len(names(page)) == 50

    page.get_by_role("button", name="Next").click()
    assert names(page)[0] == "Connector 0050"
    page.get_by_label("Search").fill("1999")
    assert names(page) == ["Connector 1999"]
    page.get_by_label("Search").fill("")
    page.locator(".states").get_by_text("Missing secrets").click()
    assert said(page) == "1 to 50 of 200 connectors (of 2,000)"
    page.get_by_label("Rows").select_option("all")
    assert len(names(page)) == 200
    page.get_by_role("button", name="Clear filters").click()
    assert len(names(page)) == 2000
    assert page.get_by_role("button", name="Next").is_disabled()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_it_fits_its_window(show: Show, width: int) -> None:
    """Only the table may be wider than a small window, and then scrolls in its own frame."""
    long = connector(9, name="n" * 300, space="s" * 100, type_id="." + "t" * 60, remarks=("r" * 30,))
    page = show(report(*team().connectors, long), viewport={"width": width, "height": 800}).page

    assert page.evaluate("document.documentElement.scrollWidth") <= width
