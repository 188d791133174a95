"""The stand-in Kibana as a fixture."""

from __future__ import annotations

from inner_runs import Run


def test_each_test_has_its_own(run: Run) -> None:
    run("""
        import urllib.request

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
    """).assert_outcomes(passed=2)


def test_what_a_listener_complains_about_fails_the_test(run: Run) -> None:
    result = run("""
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
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["E * AssertionError: not these secrets"])
