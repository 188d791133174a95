"""Write the Terraform CLI configuration file, which tells Terraform where the provider is."""

from __future__ import annotations

import json
from pathlib import Path

from tools.layout import CLI_CONFIG

# `elastic/elasticstack` without a host is valid for Terraform and OpenTofu alike.
_TEMPLATE = """\
provider_installation {{
  filesystem_mirror {{
    path    = {mirror}
    include = ["elastic/elasticstack"]
  }}
  direct {{
    exclude = ["elastic/elasticstack"]
  }}
}}
"""


def write(mirror: Path) -> Path:
    """Write the file and return its path: elasticstack comes from `mirror`, other providers as usual."""
    content = _TEMPLATE.format(mirror=json.dumps(str(mirror)))
    if not CLI_CONFIG.is_file() or CLI_CONFIG.read_text() != content:
        partial = CLI_CONFIG.with_suffix(".partial")
        partial.write_text(content)
        partial.replace(CLI_CONFIG)
    return CLI_CONFIG
