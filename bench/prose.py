"""The words of docs/performance.md. There is no measured number among them."""

from __future__ import annotations

INTRODUCTION = """\
What this library costs, against what a user would otherwise have. `make bench` measures all of it and
writes this page; do not edit it. Both sides of a ratio were measured in the same run, in turns, and of
several repetitions the least counts. Times are wall time unless it says otherwise: that is what a user
waits for, and the least of several is nearly free of what else the machine was doing."""

IN_THE_WAY_HEAD = "What stands in the way where a goal is missed:"

IN_THE_WAY = {
    "construct_and_synth": """\
the engine's own part: a construct for each connector, which is the row *empty constructs* below, and that it
asks every element of a stack for its part twice.""",
    "construct_and_synth_120": """\
each space is written into the block, and into the map of the connector's ids.""",
    "construct_and_synth_memory": """\
what is written for each connector is more: its id, its checks, and Kibana's rules for its secrets.""",
    "validation": """\
a JSON Schema looks at the form alone. Ours also parses URLs and addresses as Node does, applies the rules
that tie fields together, refuses blank strings, writes the defaults out, and puts into words what was
expected. What is left is many small things in Python.""",
    "apply_calls_ids_from_kibana": """\
our ids are derived in code, so that they are the same everywhere. Before it creates a connector with an
id that was given, the provider asks Kibana for its version; without one it does not.""",
    "apply_calls": "a call that only ours makes, and that must go.",
    "second_plan_calls": "a call that only ours makes, and that must go.",
    "apply_cpu": "Terraform evaluates more: a check for each connector, and rules for each secret.",
    "second_plan_cpu": "Terraform evaluates more: a check for each connector, and rules for each secret.",
    "import": "pydantic, which our classes are made with; the profile below shows its share.",
    "set_up": "the synth itself; there is nothing else on our side.",
    "cdktf_synth": "the CLI's own time; what can be done about it is told below.",
    "small_tests": "each test still makes an app, a stack and its JSON through the engine.",
}
"""By the beginning of the ratio's name; the longest that fits is taken."""

TITLES = {
    "set_up": "Set-up",
    "import_time": "Import",
    "construct_and_synth": "Construct + synth",
    "validation": "Validation",
    "cdktf_synth": "`cdktf synth` as a whole",
    "plan_and_apply": "Plan and apply",
    "small_tests": "Tests",
}

SET_UP = """\
What has to happen before a stack with one connector is synthesized. Ours is an installed package and
nothing else. The binding has to be generated first. With the provider as it is, that fails in every
language; so a [wrapper around Terraform](../bench/terraform_without_broken_data_source.py) leaves the one
data source out of the provider's schema that breaks it."""

SET_UP_RATIOS = """\
`set_up_and_first_synth_seconds` is our first synth, over generating the binding and its first synth;
`set_up_and_first_synth_memory` compares the peaks, and `set_up_disk` the files."""

IMPORT = """\
On top of the engine's own import. A class is loaded when it is first used, so the import of the package
does not grow with the number of types: `import_all_types_to_classic_types` compares it with a copy that
has had all spec types taken away."""

IMPORT_PROFILE = "The slowest modules on the way to one class, by their own time (`python -X importtime`):"

CONSTRUCT_AND_SYNTH = """\
The same connectors in one stack: PagerDuty, each with its secret in a sensitive variable of its own. On
the other side stands the binding that `cdktf get` generates, with a `TerraformVariable` and two
`Fn.jsonencode` for each. Ours writes more: ids, checks, and Kibana's rules for the secrets. *Empty
constructs* hold nothing: that is what the engine takes for one construct a connector, whatever it is for.
The clock starts when everything is imported."""

CONSTRUCT_AND_SYNTH_MIX = "A mix of types: some with two secrets, one with none:"

CONSTRUCT_AND_SYNTH_EPHEMERAL = """\
Our variables are ephemeral, which keeps the secrets out of plan files. The same of the generated
binding's, which the goals do not ask for:"""

CONSTRUCT_AND_SYNTH_SPACES = "Connectors in one space each, and in 120 spaces each:"

CONSTRUCT_AND_SYNTH_RATIOS = """\
The goals are judged by wall time; *CPU seconds* are of Python and Node together. Growth is what a
connector costs among the most connectors, over what it costs among the middle number of them: 1 is
linear. For memory it is taken of *MB added*: what the peaks of both processes are above what they held
when the clock started."""

VALIDATION = """\
Kibana's verdict on payloads, config and secrets: on [those that the tests use](../tests/data/README.md), good
ones and bad ones, each with the verdict of Kibana's own schemas. The library `jsonschema` judges them by the
JSON Schemas of the same types. *jsonschema* is one schema a type, its validator made once, all errors
collected with their messages: this is what the goal is judged by, because a user wants to know what is wrong,
and so does ours tell. It is processor time, for nothing is waited for. *Yes or no* has no messages. *By hand*
is a schema each for config and secrets, the latter chosen by `authType` in Python. *jsonschema.validate* is
the library's one-line call."""

VALIDATION_VERDICTS = """\
Ours differs from Kibana only in refusing keys that Kibana would drop silently
([exceptions](exceptions.md)). The form alone does not tell all that Kibana checks."""

CDKTF_SYNTH = "The same app alone, which is what `cdktf.json` names, and through the CLI."

CDKTF_SYNTH_PHASES = "Where the app's own time goes:"

CDKTF_SYNTH_LEFT = """\
The rest is the CLI: Node reads and compiles its bundled code, and it asks Terraform and Python for their
versions before it starts the app. *Faster* is with `NODE_COMPILE_CACHE` naming a folder that lasts, and
with `DISABLE_VERSION_CHECK=1`. Left to us are *import kibana_connectors*, *construct* and *synth*. Left
to a user is to run the app without the CLI, which writes the same `cdktf.out`, and Terraform in what it
wrote."""

PLAN_AND_APPLY = """\
Through the real Terraform and the real provider, into the stand-in Kibana of this library, which counts
the calls. All sides leave the same connectors there and have an empty second plan; otherwise the
benchmark fails. The generated binding is measured with ids that are given in code, as ours are, and with
ids that are left to Kibana."""

SMALL_TESTS = """\
Tests that each synthesize a small stack and look into its JSON: with the fixture `synth` of our pytest
plugin, all in one process; and each running `cdktf synth` as a process."""

SMALL_TESTS_SAMPLE = (
    "Of the tests with `cdktf synth`, {measured} were run, and the rest is reckoned from these."
)

WHERE = "Where this was measured"

AGAIN = """\
`make bench` measures it again: it prepares all that it needs, generates the binding into a folder that
git ignores, and prints the ratios last. `python3 -m tools.run python -m bench PART…` measures only some
parts ({parts}). With `BENCH_FULL=1` every one of the tests runs `cdktf synth`."""
