"""Which expressions may stand for a secret: at least one reference, and no literal."""

from __future__ import annotations

import pytest
from gate_documents import CONNECTOR, accepted, refused, with_api_key, with_secret, with_value

GOOD = [
    # A reference
    "var.t",
    "(var.t)",
    " var . t ",
    'var.m["hunter2"]',
    "var.m.hunter2",
    "var.m[var.env]",
    "var.l[0]",
    "var.l.0",
    "var.l[*][0]",
    "var.l.*[0]",
    "var.o.token",
    'var.o["token"]',
    "var.null_default",
    "var.undeclared",
    "local.token",
    "local.chain",
    'local.tokens["a"]',
    "local.tokens.a",
    "local.tokens[var.env]",
    'local.half["good"]',
    "local.half.good",
    "local.deep.a.b[0]",
    'local.deep["a"]["b"][0]',
    "local.list[0]",
    "data.vault_kv_secret_v2.v.data_json",
    'data.vault_kv_secret_v2.v.data["key"]',
    'data.external.e.result["token"]',
    "data.undeclared.x.value",
    'data.undeclared.x["a"].value',
    'ephemeral.vault_kv_secret_v2.v.data["hunter2"]',
    'ephemeral.random_password.many["a"].result',
    "module.secrets.token",
    'module.secrets["a"].token[0]',
    "random_password.p.result",
    'random_password.p["result"]',
    "random_password.many[0].result",
    "random_password.many.0.result",
    "random_password.many[*].result",
    "random_password.many.*.result[0]",
    "[for each in random_password.many : each.result][0]",
    "terraform_data.good.output",
    "terraform_data.good.input",
    f"{CONNECTOR}.other.connector_id",
    'file("hunter2.txt")',
    'file("${path.module}/hunter2")',
    'filebase64("hunter2.p12")',
    # One of several
    'var.env == "hunter2" ? var.t : var.u',
    "var.env ? var.t : null",
    'var.env ? var.t : ""',
    "var.env ? var.t : true",
    'var.env ? var.t : ":"',
    "coalesce(var.t, var.u)",
    'coalesce(var.t, "")',
    "try(var.t, null)",
    "try(var.t, var.u)",
    # Beside a reference
    '"${var.t}"',
    '"${"${var.t}"}"',
    '"${var.t}${var.u}"',
    '"${var.t}:${var.u}"',
    '"${var.t}\\n${var.u}"',
    '" ${var.t} "',
    '"Bearer ${var.t}"',
    '"GenieKey ${var.t}"',
    '"elastic:${var.pw}"',
    '"token=${var.t}"',
    '"x-y ${var.t}"',
    '"https://${var.t}"',
    '"http://${var.t}"',
    '"{${var.t}}"',
    '"$${${var.t}}"',
    '"${local.bearer}${var.t}"',
    '"${local.user}${local.colon}${var.pw}"',
    '"${local.user}:${var.pw}"',
    "local.header",
    '"-----BEGIN PRIVATE KEY-----\\n${var.k}\\n-----END PRIVATE KEY-----\\n"',
    '"-----BEGIN RSA PRIVATE KEY-----\\n${var.k}"',
    '"${var.k}\\n-----END CERTIFICATE-----\\n-----BEGIN EC PRIVATE KEY-----\\n${var.u}"',
    "<<EOT\n${var.t}\nEOT\n",
    "<<-EOT\n    -----BEGIN PRIVATE KEY-----\n    ${var.k}\n    -----END PRIVATE KEY-----\n  EOT\n",
    '"%{ if var.env }${var.t}%{ else }${var.u}%{ endif }"',
    '"%{ if var.env }Bearer %{ else }Basic %{ endif }${var.t}"',
    '"%{ if var.env == "hunter2" }${var.t}%{ endif }"',
    '"%{ for x in var.l }${x}%{ endfor }"',
    '"%{ for x in var.l ~}  ${x},  %{~ endfor }"',
    '"${~ var.t ~}"',
    '"${true}${var.t}"',
    '"${"Bearer "}${var.t}"',
    '"${upper("${var.t}")}"',
    'base64encode("elastic:${var.pw}")',
    'base64encode("${local.user}:${var.pw}")',
    # Functions that put texts together
    'format("%s:%s", var.u, var.pw)',
    'format("%s:%s", "elastic", var.pw)',
    'format("Bearer %s", var.t)',
    'format("%s", "Bearer ${var.t}")',
    'format("%[2]s:%[1]s", var.u, var.pw)',
    'format("%%%s", var.t)',
    'format("%-10s", var.t)',
    'format("%s:%s", var.l...)',
    "format(var.env, var.t)",
    'join(":", [var.u, var.pw])',
    'join(":", ["elastic", var.pw])',
    'join("", ["Bearer ", var.t])',
    'join(",", var.l)',
    'join(",", [for x in var.l : x])',
    'join("\\n", ["-----BEGIN PRIVATE KEY-----", var.k, "-----END PRIVATE KEY-----"])',
    'join(":", [var.u], [var.pw])',
    # Parameters
    'replace(var.k, "\\\\n", "\\n")',
    'replace(var.k, "hunter2", "")',
    "element(var.l, 1)",
    "element([var.t, var.u], 1)",
    "slice(var.l, 0, 2)[0]",
    "substr(var.t, 2, 8)",
    'split("hunter2", var.t)[0]',
    'regex("(?P<x>hunter2.*)", var.t).x',
    'regexall("hunter2", var.t)[0]',
    'trim(var.t, "hunter2")',
    'trimprefix(var.t, "hunter2")',
    'trimsuffix(var.t, "hunter2")',
    "indent(4, var.t)",
    'textencodebase64(var.t, "UTF-16LE")',
    'lookup(var.m, "hunter2")',
    'lookup(var.m, "hunter2", null)',
    'lookup(local.half, "good")',
    # Any other function
    "sensitive(var.t)",
    "nonsensitive(var.t)",
    "trimspace(var.t)",
    "base64encode(var.t)",
    'base64encode(file("hunter2"))',
    "jsonencode({a = var.t, b = [var.u]})",
    'jsondecode(var.t)["hunter2"]',
    "jsondecode(var.t).a.b[0]",
    "jsondecode(ephemeral.aws_secretsmanager_secret_version.v.secret_string).key",
    "sha256(var.t)",
    "one([for x in var.l : x])",
    "merge({a = var.t}, {b = var.u}).a",
    'merge(local.tokens, {c = var.t})["b"]',
    "values(local.tokens)[0]",
    "concat([var.t], [var.u])[0]",
    "tostring(var.t)",
    "core::trimspace(var.t)",
    "provider::acme::decrypt(var.t)",
    "provider::acme::decrypt(var.t, var.l...)",
    "unknown(var.t)",
    "coalesce(var.l...)",
    # Collections
    '{"hunter2" = var.t}["hunter2"]',
    '{"a" = "hunter2", "b" = var.t}["b"]',
    '["hunter2", var.t][1]',
    "[for x in var.l : x][0]",
    '[for k, v in var.m : v if k == "hunter2"][0]',
    '{for k, v in var.m : k => v}["hunter2"]',
    "{for k, v in var.m : k => v...}[var.env][0]",
    "[for v in [var.t, var.u] : v][0]",
    "[for k, v in local.tokens : v][0]",
    '[for v in [{a = var.t, b = "hunter2"}] : v.a][0]',
    '[{a = var.t, b = "hunter2"}][*].a',
    '[{a = var.t, b = "hunter2"}].*.a[0]',
    "(var.env ? {a = var.t} : {a = var.u}).a",
    # Comments and blanks
    "/* hunter2 */ var.t",
    "var.t # hunter2\n",
    "var.t // hunter2\n",
    "\tvar.t\r\n",
    "(\n\tvar.t\r\n)",
]

BAD = [
    # Nothing but a literal
    '"hunter2"',
    '("hunter2")',
    '"\\u0068unter2"',
    '"\\U00000068unter2"',
    '"${"hunter2"}"',
    '"${"${"hunter2"}"}"',
    '"$${var.t}"',
    '"%%{if var.t}"',
    "<<EOT\nhunter2\nEOT\n",
    "<<-EOT\n  hunter2\n  EOT\n",
    "7315917",
    "-7315917",
    "hunter2",
    "hunter2.x",
    'hunter2["x"]',
    "SG.hunter2.x",
    "eyJhbGciOi.eyJzdWIi.hunter2",
    "hunter2-x",
    'sensitive("hunter2")',
    'nonsensitive("hunter2")',
    'base64encode("hunter2")',
    'base64decode("aHVudGVyMg==")',
    'strrev("2retnuh")',
    'upper("hunter2")',
    'format("hunter2")',
    'format("%s", "hunter2")',
    'format("%c%c", 104, 117)',
    'join("", ["hunter2"])',
    'join("hunter2", ["", ""])',
    'replace("hunter3", "3", "2")',
    'substr("xhunter2", 1, 7)',
    'split(",", "hunter2,x")[0]',
    'element(["hunter2"], 0)',
    'jsonencode({a = "hunter2"})',
    'jsondecode("{\\"a\\":\\"hunter2\\"}").a',
    'urlencode("hunter2")',
    'templatefile("hunter2.tftpl", {})',
    'tostring("hunter2")',
    'one(["hunter2"])',
    'unknown("hunter2")',
    'provider::acme::echo("hunter2")',
    'core::sensitive("hunter2")',
    # No reference
    "null",
    "true",
    '""',
    '":"',
    "[]",
    "path.module",
    "terraform.workspace",
    "count.index",
    "uuid()",
    "timestamp()",
    'var.env ? "" : null',
    '"${""}"',
    '{a = var.t}["b"]',
    "local.round",
    # A literal among others
    'var.env ? var.t : "hunter2"',
    'var.env ? "hunter2" : var.t',
    'var.env ? var.t : var.env ? var.u : "hunter2"',
    "var.env ? var.t : 7315917",
    'coalesce(var.t, "hunter2")',
    'try(var.t, "hunter2")',
    'try({a = "hunter2"}.a, var.t)',
    'coalesce(var.t, "dev")',
    'var.t == "" ? "hunter2" : var.t',
    'lookup(var.m, "a", "hunter2")',
    'lookup(local.half, "bad")',
    'lookup(local.half, "bad", var.t)',
    'lookup({a = "hunter2"}, "a", var.t)',
    "lookup(local.half, var.env)",
    'templatefile("x.tftpl", {a = var.t})',
    'jsonencode({type = "service_account", private_key = var.k})',
    "jsonencode({a = var.t, n = 1})",
    "var.t + 1",
    'var.t == "hunter2"',
    'contains(["hunter2"], var.t)',
    'element([var.t, "hunter2"], 0)',
    'merge({a = "hunter2"}, var.m).a',
    "merge(local.half, {c = var.t}).bad",
    'concat([var.t], ["hunter2"])[1]',
    'zipmap(["a"], ["hunter2"])["a"]',
    'flatten([[var.t, "hunter2"]])[0]',
    "unknown(var.t, 1)",
    'provider::acme::encrypt(var.t, "hunter2")',
    # Beside a reference
    '"${var.t}-suffix1"',
    '"${var.t}hunter2"',
    '"hunter2${var.t}"',
    '"hunter2 ${var.t}"',
    '"prefix${var.t}"',
    '"two words ${var.t}"',
    '"Bearer  ${var.t}"',
    '"${var.u}Bearer ${var.t}"',
    '"${var.t} Bearer "',
    '"an-endlessly-long-leading-word ${var.t}"',
    '"!!!!!!!!!!!!!!!!!${var.t}"',
    '"https://host.example/services/${var.t}"',
    '"https://host.example/${var.t}"',
    '"https://${var.t}/hunter2"',
    '"-----BEGIN HUNTER PRIVATE KEY-----\\n${var.k}"',
    '"-----BEGIN PRIVATE KEY-----\\nMIIhunter2\\n${var.k}"',
    '"${local.secret}${var.t}"',
    '"${local.bearer}${local.secret}${var.t}"',
    '"${var.t}${local.user}"',
    '"hun${"ter2"}${var.t}"',
    '"Bearer ${"hunter2"}${var.t}"',
    '"${"h"}${"u"}${var.t}"',
    '"${7315917}${var.t}"',
    '"${var.t}${1}"',
    '"é${var.t}${"é"}"',
    '"${var.t}ⓗ"',
    '"${var.t}\\u200b"',
    '"%{ if var.env }hunter2%{ endif }${var.t}"',
    '"%{ if var.env }${var.t}%{ else }hunter2%{ endif }"',
    '"%{ for c in ["h", "u", "n"] }${c}%{ endfor }${var.t}"',
    '"%{ for c in var.l }hunter2%{ endfor }"',
    '"%{ for c in var.l }Bearer ${c}%{ endfor }"',
    "<<EOT\nhunter2 ${var.t}\nEOT\n",
    "<<EOT\n${var.t}\nhunter2\nEOT\n",
    'var.env ? "Bearer " : var.t',
    'var.env ? "secret ${count.index}" : var.t',
    'format("hunter2%s", var.t)',
    'format("%s%s", var.t, "hunter2")',
    'format("%s", var.t, "hunter2")',
    'format("%s%d", var.t, 7)',
    'format("%[1]s-%[1]s-x", var.t)',
    'format("${var.env}%s", var.t)',
    'format("hunter2%s", var.l...)',
    'formatlist("hunter2%s", [var.t])[0]',
    'join("hunter2", [var.t, var.u])',
    'join("hunter2", [var.t])',
    'join("hunter2", var.l)',
    'join("", ["h", "u", "n", var.t])',
    'join("", [var.t, "hunter2"])',
    'join(":", [var.pw, "elastic"])',
    'join("", [for c in ["h", "u"] : c], [var.t])',
    "local.joined",
    'replace(var.t, "a", "hunter2")',
    'replace(var.t, "/(.)/", "$1")',
    'replace("hunter2", "a", var.t)',
    'trimprefix("hunter2", var.t)',
    'textencodebase64("hunter2", "UTF-8")',
    # Keys that become values
    'keys({"hunter2" = var.t})[0]',
    '[for k, v in {"hunter2" = var.t} : k][0]',
    '[for k, v in merge(var.m, {"hunter2" = "${var.t}"}) : k][0]',
    'transpose({"hunter2" = [var.t]})[var.env][0]',
    'keys(jsondecode(jsonencode({"hunter2" = var.t})))[0]',
    'keys(merge(var.m, {"hunter2" = var.t}))[0]',
    '"%{ for k, v in {"hunter2" = var.t} }${k}%{ endfor }${var.u}"',
    'split("\\"", jsonencode({"hunter2" = var.t}))[1]',
    'substr(jsonencode({"hunter2" = var.t}), 2, 7)',
    'format("%.9s", jsonencode({"hunter2" = var.t}))',
    'regex("[a-z0-9]+", jsonencode({"hunter2" = var.t}))',
    # Followed within the file
    "var.literal_default",
    "var.empty_default",
    "var.empty_map_default",
    'var.empty_map_default["a"]',
    "var.false_default",
    "var.zero_default",
    "var.default_in_type",
    "var.default_in_type.token",
    "var.default_in_wrapped_type[0].a.token",
    "coalesce(var.t, var.literal_default)",
    "local.secret",
    "local.secret_chain",
    '"${local.secret_chain}"',
    "local.half.bad",
    'local.half["bad"]',
    "local.half[var.env]",
    "local.half",
    "local.deep",
    "local.deep.a.b[1].c",
    "local.deep.a.b[1]",
    "local.deep.a.b[var.env].c",
    "local.list[1]",
    "local.list[var.env]",
    "local.list[*]",
    "[for x in local.list : x][0]",
    "local.hunter2",
    "terraform_data.bad.output",
    "terraform_data.bad.input",
    'terraform_data.bad["output"]',
    'terraform_data.each["a"].output',
    "terraform_data.each[var.env].input",
    "values(terraform_data.each)[*].output",
    "[for each in terraform_data.each : each.output][0]",
    "terraform_data.circle.output == null ? null : null",
    "terraform_data.bad",
    "random_password.p",
    "random_password.many[0]",
    "jsonencode(random_password.p)",
    "aws_db_instance.db.password",
    "aws_db_instance.db.login[0].password",
    f"{CONNECTOR}.other.name",
    f"{CONNECTOR}.other",
    "data.vault_kv_secret_v2.v.name",
    "data.vault_kv_secret_v2.v",
    'data.null_data_source.n.outputs["a"]',
    "ephemeral.vault_kv_secret_v2.v.mount",
    "each.value",
    "each.key",
    "self.secrets",
    # What two spellings of one key, or one index, would hide
    '"${{"1" = "hunter2"}[1]}${var.t}"',
    '"${{"1" = "hunter2"}[1e0]}${var.t}"',
    '"${{"1" = "hunter2"}[01]}${var.t}"',
    '"${{"true" = "hunter2"}[true]}${var.t}"',
    '"${{"e\\u0301" = "hunter2"}["\\u00e9"]}${var.t}"',
    '"${{"${"a"}${"b"}" = "hunter2"}["ab"]}${var.t}"',
    '"${{"${var.t}" = "hunter2"}["ab"]}${var.t}"',
    '"${["hunter2"][0.0]}${var.t}"',
    # Cannot be read
    "var.t +",
    "var.t)",
    'var.t "hunter2"',
    "'hunter2'",
    '"hunter2',
    "${var.t}",
    "[var.t",
    "{a = var.t",
    "f(var.t",
    "[for x in var.l x]",
    '"${var.t"',
    '"%{ if var.t }hunter2"',
    "<<EOT\n${var.t}",
    '"\\x68unter2"',
    "(" * 200 + "var.t" + ")" * 200,
    "-" * 200_0 + "(" * 90 + "var.t" + ")" * 90,
]


@pytest.mark.parametrize("expression", GOOD)
def test_a_source(expression: str) -> None:
    accepted(with_secret(expression))
    accepted(with_api_key(f"${{{expression}}}"))


@pytest.mark.parametrize("expression", BAD)
def test_no_source(expression: str) -> None:
    for problem in refused(with_secret(expression)):
        assert problem.address.endswith(".pager")
        assert problem.field.startswith("secrets")
        assert problem.message.startswith("expected a reference to where the secret comes from, found ")
        assert problem.remedy
    # A lone text in the provider's JSON is no expression.
    for problem in refused(with_api_key(f"${{{expression}}}")):
        assert problem.address == "provider.elasticstack"
        assert problem.field == "kibana.api_key"


@pytest.mark.parametrize(
    "value",
    [
        "hunter2",
        "",
        "$${var.t}",
        "%%{if var.t}",
        "hunter2 ${var.t}",
        "${var.t}hunter2",
        '{"routingKey":"hunter2"}',
        '{"routingKey":"${var.t}"}',
        "${var.t} ${",
        7315917,
        True,
        {},
        {"routingKey": "hunter2"},
        {"hunter2": {"routingKey": "hunter2", "other": "${var.t}"}},
        ["${var.t}", "hunter2"],
        ["hunter2"],
        "${hunter2}",
        "\ufeffhunter2",
        "${jsonencode(local.half)}",
        '${jsonencode(merge(local.tokens, {c = "hunter2"}))}',
        '${jsonencode({for k, v in ["hunter2"] : k => v})}',
        '${jsonencode(var.env ? {routingKey = var.t} : {routingKey = "hunter2"})}',
        '${sensitive(jsonencode({routingKey = "hunter2"}))}',
        '${jsonencode({routingKey = var.t}, "hunter2")}',
        '${file("x")} hunter2',
    ],
    ids=repr,
)
def test_no_source_of_all_secrets(value: object) -> None:
    refused(with_value(value))
    refused(with_api_key(value))


@pytest.mark.parametrize(
    "value",
    [
        "${var.t}",
        "${jsonencode(var.m)}",
        "${jsonencode(local.tokens)}",
        "${jsonencode(merge(local.tokens, {c = var.t}))}",
        "${jsonencode({for k, v in var.m : k => v})}",
        "${jsonencode(sensitive({routingKey = var.t}))}",
        "${jsonencode(var.env ? {routingKey = var.t} : {routingKey = var.u})}",
        "${core::jsonencode({routingKey = var.t})}",
        "${ephemeral.aws_secretsmanager_secret_version.v.secret_string}",
        '${file("secrets.json")}',
        "  ${var.t}\n",
        '${jsonencode({"secretHeaders" = {"hunter2" = var.t, "X-B" = local.header}, "user" = var.u})}',
        '${jsonencode({"secretHeaders" = {}, "user" = var.u})}',
    ],
)
def test_a_source_of_all_secrets(value: str) -> None:
    accepted(with_value(value))


FOR_EACH = [
    ('{a = {token = "${var.t}"}}', "each.value.token", True),
    ('{a = {token = "hunter2"}}', "each.value.token", False),
    ('{a = {token = "hunter2", good = "${var.t}"}}', "each.value.good", True),
    ("var.m", "each.value", True),
    ("local.tokens", "each.value", True),
    ("local.half", "each.value", False),
    ('toset(["hunter2"])', "each.value", False),
    ('toset(["hunter2"])', "each.key", False),
    ('toset(["hunter2"])', '"${each.key}${var.t}"', False),
    ('toset(["alice", "bob"])', '"${each.key}:${var.m[each.key]}"', True),
    ('toset(["alice1"])', '"${each.key}:${var.m[each.key]}"', False),
    ("var.m", '"${each.key}:${var.t}"', True),
    ('{(var.env) = 1, "hunter2" = 2}', '"${each.key}${var.t}"', False),
    ('{for k in ["hunter2"] : k => 1}', '"${each.key}${var.t}"', False),
    ('zipmap(["hunter2"], [1])', '"${each.key}${var.t}"', False),
    ('toset(["a", "b"])', "var.m[each.key]", True),
    ('toset(["a", "b"])', "local.half[each.key]", False),
    ("random_password.many", "each.value.result", True),
    ("terraform_data.each", "each.value.output", False),
    ('toset(["a"])', "each.other", False),
    ("[", "each.value", False),
]


@pytest.mark.parametrize(("for_each", "expression", "is_good"), FOR_EACH)
def test_each(for_each: str, expression: str, is_good: bool) -> None:
    document = with_secret(expression, for_each=f"${{{for_each}}}")

    if is_good:
        accepted(document)
    else:
        refused(document)


def test_each_of_an_object_in_json() -> None:
    accepted(with_secret("each.value.token", for_each={"a": {"token": "${var.t}"}}))
    refused(with_secret("each.value.token", for_each={"a": {"token": "hunter2"}}))
    refused(with_secret('"${each.key}${var.t}"', for_each={"hunter2": 1}))


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ('"hunter2"', "a literal"),
        ('("hunter2")', "a text"),
        ("7", "a number"),
        ('"hunter2${var.t}"', "a text beside a reference"),
        ("local.secret", "a text, in local.secret"),
        ('coalesce(var.t, "hunter2")', "a text in a function or an operation"),
        ('var.env ? var.t : "hunter2"', "a text as one of several values"),
        ("var.literal_default", "the default of var.literal_default"),
        ("var.default_in_type.token", "a default in the type of var.default_in_type"),
        ("terraform_data.bad.output", "a text, in terraform_data.bad.input"),
        ("random_password.p", "the whole of random_password.p"),
        ("hunter2", "a word without quotes"),
        ("path.module", "no reference at all"),
        ("var.t +", "an expression that cannot be read"),
    ],
)
def test_the_message_names_the_kind_of_place(expression: str, found: str) -> None:
    [problem] = refused(with_secret(expression))

    assert problem.message == f"expected a reference to where the secret comes from, found {found}"


def test_everything_wrong_is_told_at_once() -> None:
    document = with_value(
        '${jsonencode({"a" = "hunter2", "b" = var.t, "c" = local.secret, "d" = {"e" = 1}})}'
    )

    assert [problem.field for problem in refused(document)] == ["secrets.a", "secrets.c", "secrets.d.e"]


def test_very_many_ways_to_one_text_end() -> None:
    """Locals that double each other would take for ever to follow one by one."""
    document = with_secret("local.d40")
    document["locals"] |= {f"d{n}": f'${{"${{local.d{n - 1}}}${{local.d{n - 1}}}"}}' for n in range(1, 41)}
    document["locals"]["d0"] = "${var.t}"
    refused(document)
    document["locals"] |= {f"d{n}": [f"${{local.d{n - 1}}}", f"${{local.d{n - 1}}}"] for n in range(1, 41)}
    accepted(document)
    document["locals"]["d0"] = "hunter2"
    refused(document)


def test_a_long_chain_of_locals_ends() -> None:
    document = with_secret("local.c2000")
    document["locals"] |= {f"c{n}": f"${{local.c{n - 1}}}" for n in range(1, 2001)}
    document["locals"]["c0"] = "${var.t}"
    [problem] = refused(document)
    assert "cannot be read" in problem.message


def test_what_cannot_be_read_is_not_remembered_as_harmless() -> None:
    document = with_value('${jsonencode({"a" = local.bad, "b" = "${local.bad}${var.t}"})}')
    document["locals"]["bad"] = "${"

    assert [problem.field for problem in refused(document)] == ["secrets"]
    document["resource"][CONNECTOR]["more"] = {"secrets_wo": '${"${local.bad}${var.t}"}'}
    assert len(refused(document)) == 2
