"""cloud-init: parts of user data, a script with heredocs, and a token that must not be in any of them."""

from __future__ import annotations

import base64
import gzip

from constructs import Construct
from corpus_bindings import DataSource, Resource
from either_engine import Fn, TerraformStack, TerraformVariable

SCRIPT = """#!/bin/bash
set -eu
export NAME="${HOSTNAME%%.*}"
cat > /etc/worker.json <<EOF
{ "name": "$NAME" }
EOF
"""
"""It has what Terraform would take for a template: CDKTF's own names for them are `$${` and `%%{`."""


class Worker(TerraformStack):
    def __init__(self, scope: Construct, id: str, *, queue: str, token: str = "") -> None:
        super().__init__(scope, id)
        variable = TerraformVariable(self, "token", type="string", sensitive=True)
        files = [{"path": "/etc/queue", "content": queue, "permissions": "0644"}]
        if token:  # what people do, and what a test has to find
            packed = base64.b64encode(gzip.compress(token.encode())).decode()
            files.append({"path": "/etc/token", "encoding": "gz+b64", "content": packed})
        config = DataSource(
            self,
            "config",
            type="cloudinit_config",
            gzip=True,
            base64_encode=True,
            part=[
                {
                    "content_type": "text/cloud-config",
                    "filename": "base.yaml",
                    "content": Fn.yamlencode({"packages": ["jq"], "write_files": files}),
                },
                {
                    "content_type": "text/x-shellscript",
                    "filename": "start.sh",
                    "content": SCRIPT.replace("${", "$${").replace("%{", "%%{"),
                },
            ],
        )
        Resource(
            self,
            "machine",
            type="aws_instance",
            user_data_base64=config.text("rendered"),
            user_data_replace_on_change=True,
            metadata_options={"http_tokens": "required"},
        )
        Resource(
            self,
            "later",
            type="aws_ssm_parameter",
            name="/worker/token",
            value=variable.string_value,
        ).add_override("type", "SecureString")
