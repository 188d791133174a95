"""Every command: where its function is, and the line that `--help` shows of it.

A command is one line here and one file beside this one. Its function is loaded when the command is run, so
that `--help` loads nothing else.
"""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """A command.

    Attributes:
        module: The module in this room.
        function: The function in it, whose parameters are the command's.
        help: What it does, in one line: the first of the function's docstring.
    """

    module: str
    function: str
    help: str


COMMANDS: dict[str, Command] = {
    "list": Command("list_command", "list_connectors", "List the connectors of all spaces of a Kibana."),
    "show": Command("show_command", "show_connector", "Show one connector of a Kibana, and what uses it."),
    "types": Command("types_command", "list_types", "List the connector types that this library knows."),
    "spaces": Command("spaces_command", "list_spaces", "List the spaces of a Kibana."),
    "health": Command(
        "health_command", "show_health", "Show how often connectors ran and failed, and how long they took."
    ),
    "report": Command(
        "report_command", "write_report", "Write all connectors of a Kibana onto one page of HTML."
    ),
    "export": Command(
        "export_command", "export_connectors", "Export connectors into a file, without their secrets."
    ),
    "import": Command(
        "import_command",
        "import_connectors",
        "Import connectors from a file of `export`, or of Kibana's own.",
    ),
    "adopt": Command(
        "adopt_command",
        "adopt_connectors",
        "Find the connectors that exist, in a Kibana, files or Terraform, and write their code.",
    ),
    "check": Command(
        "check_command",
        "check_stacks",
        "Check synthesized stacks against a Kibana, before they are deployed.",
    ),
    "policies": Command(
        "policies_command", "judge_stacks", "List the policies, or judge synthesized stacks by them."
    ),
    "radar": Command(
        "radar_command",
        "show_radar",
        "List the connectors whose type ends, the soonest first: of stacks, of a plan, or of a live Kibana.",
    ),
    "env": Command(
        "env_command",
        "show_environment",
        "Show which environment variables stacks need, and which are set.",
    ),
    "guard": Command(
        "guard_command", "guard_plan", "Refuse a plan that takes away a connector which is still used."
    ),
    "secrets": Command(
        "secrets_command",
        "show_secrets",
        "Show the connectors that miss their secrets, why, and what to set.",
    ),
    "test": Command(
        "trial_command",
        "try_connectors",
        "Try connectors out, with as little effect as their types allow.",
    ),
    "delete": Command("delete_command", "delete_connectors", "Delete connectors that nothing uses any more."),
    "settings": Command(
        "settings_command", "show_settings", "Show what stacks need of a kibana.yml, or check one."
    ),
    "preconfigured": Command(
        "preconfigured_command",
        "write_preconfigured",
        "Write the connectors of stacks for a kibana.yml, or for ECK.",
    ),
    "generate": Command(
        "generate_command",
        "generate_types",
        "Write classes for connector types that the library does not know, or knows otherwise.",
    ),
    "validate": Command("validate_command", "validate_payloads", "Judge connector payloads as Kibana would."),
    "sandbox": Command("sandbox_command", "run_sandbox", "Run a stand-in Kibana on this machine."),
}
"""In the order in which `--help` shows them."""
