"""The page's text: everything is escaped, nothing is loaded, and the colors can be read."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources

import pytest
from reports import EVIL, connector, report, team

from kibana_connectors.guard.uses import User
from kibana_connectors.report.page import chart, render


class Read(HTMLParser):
    """Elements and attributes, as a browser's parser splits them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize("text", EVIL)
def test_a_text_stays_a_text_wherever_it_stands(text: str) -> None:
    user = User("rule", text, text, text, True)
    evil = connector(
        1,
        id=text,
        name=text,
        space=text,
        type_id=text,
        type_name=text,
        users=(user,),
        remarks=(text,),
        runs=1,
        failures=1,
        last_error=text,
        slices=((1, 1),),
    )
    tame = replace(
        evil,
        id="a",
        name="a",
        space="a",
        type_id="a",
        type_name="a",
        users=(User("rule", "a", "a", "a", True),),
        remarks=("a",),
        last_error="a",
    )
    page = Read(render(report(evil, notes=(text,), version=text, made=text, since=text, until=text)))
    plain = Read(render(report(tame, notes=("a",), version="a", made="a", since="a", until="a")))

    shape = [(tag, sorted(attributes)) for tag, attributes in page.tags]
    assert shape == [(tag, sorted(attributes)) for tag, attributes in plain.tags]
    assert page.texts.count(text) >= 9
    for tag, attributes in page.tags:
        if "href" in attributes and tag == "a":
            assert str(attributes["href"]).startswith(("https://kibana.example:5601/base/", "#list"))


def test_what_cannot_be_printed_is_shown_as_an_escape() -> None:
    text = render(report(connector(1, name="a\x00b\x1bc\u202ed\u2028e\ud800")))

    assert "a\\x00b\\x1bc\\u202ed\\u2028e\\ud800" in text
    text.encode()


def test_nothing_is_loaded_and_only_the_pages_own_script_may_run() -> None:
    text = render(team())
    page = Read(text)

    (policy,) = (a["content"] for tag, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in scripts + styles]
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert (len(scripts), len(styles)) == (1, 1)
    for tag, attributes in page.tags:
        assert not attributes.keys() & {"src", "srcset", "style", "action", "xlink:href"}
        assert not [name for name in attributes if name.startswith("on")]
        if "href" in attributes:
            assert tag == "a" or attributes["href"] == "data:,"
    assert "url(" not in styles[0]
    assert "@import" not in styles[0]
    assert not re.search(r"fetch|XMLHttpRequest|import\(|innerHTML|eval|WebSocket", scripts[0])


def test_a_table_has_the_parts_that_readers_of_screens_need() -> None:
    page = Read(render(team()))
    tags = [tag for tag, _ in page.tags]

    assert tags.count("caption") == 1
    heads = [attributes for tag, attributes in page.tags if tag == "th"]
    assert {attributes.get("scope") for attributes in heads} == {"col", "row"}
    assert tags.count("h1") == 1
    for tag, attributes in page.tags:
        if tag == "svg":
            assert attributes["role"] == "img"
            assert attributes["aria-label"]
    assert ("html", {"lang": "en"}) in page.tags
    assert any(attributes.get("role") == "status" for _, attributes in page.tags)


def luminance(color: str) -> float:
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_text_has_the_contrast_that_wcag_asks_for_in_both_themes() -> None:
    css = resources.files("kibana_connectors.report").joinpath("page.css").read_text()
    themes = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        for block in re.findall(r"\{([^{}]*--page:[^{}]*)\}", css)
    ]
    light, dark_by_choice_of_system, dark = themes
    assert dark == dark_by_choice_of_system
    for theme in (light, dark):
        for text in ("text", "dim", "link"):
            for ground in ("page", "card", "soft"):
                assert contrast(theme[text], theme[ground]) >= 4.5, (text, ground)
        for kind in ("bad", "warn", "info"):
            assert contrast(theme[kind], theme[f"{kind}-soft"]) >= 4.5, kind
        assert contrast(theme["bad"], theme["soft"]) >= 4.5
        assert contrast(theme["link"], theme["info-soft"]) >= 4.5
        for graphic in ("good", "bad", "focus"):
            assert contrast(theme[graphic], theme["card"]) >= 3, graphic


def test_without_a_log_there_are_no_columns_for_it() -> None:
    text = render(report(connector(1), slices=None, notes=("how connectors did is not shown: 403",)))

    assert "95% within" not in text
    assert "<svg" not in text
    assert "how connectors did is not shown: 403" in text


def test_no_connector_at_all() -> None:
    assert "No connector matches." in render(report())


def test_a_chart_has_a_column_for_each_part_with_runs() -> None:
    drawn = chart([(4, 1), (0, 0), (2, 2), (1, 0)], 100, 20)

    assert drawn.good.count("M") == 2
    assert drawn.bad.count("M") == 2
    assert drawn.bad.startswith("M2.5 20v-5h20.0v5z")
    assert drawn.label == "7 runs, 3 failed; at most 4 in one column"


def test_links_stay_within_the_kibana() -> None:
    page = render(team())

    base = "https://kibana.example:5601/base"
    app = "/app/management/insightsAndAlerting"
    assert f'href="{base}/s/ops{app}/triggersActionsConnectors/connectors/id-1"' in page
    assert f'href="{base}{app}/triggersActionsConnectors/connectors/id-2"' in page
    assert f'href="{base}/s/ops{app}/triggersActions/rule/r%201"' in page
    assert f'href="{base}/s/ops/app/workflows/w"' in page
