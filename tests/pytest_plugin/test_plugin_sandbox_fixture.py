"""The fixture `sandbox`, the stand-in Kibana, which the library adds to pytest."""

from __future__ import annotations

import pytest

PLAIN = ("-p", "no:randomly", "-p", "no:hypothesispytest")

EACH_ITS_OWN = """
    import json
    import urllib.request

    import pytest

    KEYS = set()

    @pytest.mark.parametrize("number", [1, 2])
    def test_it(sandbox, number):
        assert sandbox.connectors == []
        assert sandbox.settings.license == "trial"
        sandbox.settings.license = "basic"
        sandbox.add_connector(type_id=".pagerduty", name="On-call")
        headers = {"Authorization": f"ApiKey {sandbox.api_key}"}
        request = urllib.request.Request(f"{sandbox.url}/api/actions/connectors", headers=headers)
        with urllib.request.urlopen(request) as answer:
            assert [connector["name"] for connector in json.load(answer)] == ["On-call"]
        assert sandbox.api_key not in KEYS
        KEYS.add(sandbox.api_key)
"""


def test_each_test_has_its_own(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(EACH_ITS_OWN)
    pytester.runpytest_inprocess(*PLAIN).assert_outcomes(passed=2)


@pytest.mark.slow
def test_each_process_has_its_own(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(EACH_ITS_OWN)
    pytester.runpytest_subprocess("-n", "2").assert_outcomes(passed=2)


def test_it_is_documented(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest_inprocess(*PLAIN, "--fixtures")
    result.stdout.fnmatch_lines(["sandbox -- *", "    Run an empty stand-in Kibana for this test alone."])


def test_what_a_listener_complains_about_fails_the_test(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("""
        import json
        import urllib.request

        def test_it(sandbox):
            def listener(space, connector_id, secrets):
                raise AssertionError("not these secrets")

            sandbox.on_secrets(listener)
            secrets = {"routingKey": "R0"}
            connector = {"name": "On-call", "connector_type_id": ".pagerduty", "secrets": secrets}
            headers = {"Authorization": f"ApiKey {sandbox.api_key}", "kbn-xsrf": "true"}
            headers["Content-Type"] = "application/json"
            url = f"{sandbox.url}/api/actions/connector"
            request = urllib.request.Request(url, json.dumps(connector).encode(), headers)
            urllib.request.urlopen(request).close()
    """)
    result = pytester.runpytest_inprocess(*PLAIN)
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["E * AssertionError: not these secrets"])


def test_without_the_extra(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("""
        import sys

        for name in [each for each in sys.modules if each.partition(".")[0] in ("starlette", "uvicorn")]:
            del sys.modules[name]
        sys.modules.update(dict.fromkeys(["starlette", "uvicorn"]))  # None there is what cannot be imported
    """)
    pytester.makepyfile("def test_it(sandbox):\n    pass\n")
    result = pytester.runpytest_subprocess(*PLAIN)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["the fixture sandbox: *pip install 'cdktf-kibana-connectors[[]sandbox]'*"])
