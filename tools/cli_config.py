"""The Terraform CLI configuration file that makes the provider available."""

from __future__ import annotations

import json
from pathlib import Path

from tools.layout import CLI_CONFIG

# `elastic/elasticstack` means each tool's own default registry, so that one file serves both.
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
    """Write the file, pointing at `mirror`; every other provider comes from where it always does."""
    content = _TEMPLATE.format(mirror=json.dumps(str(mirror)))
    if not CLI_CONFIG.is_file() or CLI_CONFIG.read_text() != content:
        partial = CLI_CONFIG.with_suffix(".partial")
        partial.write_text(content)
        partial.replace(CLI_CONFIG)
    return CLI_CONFIG
