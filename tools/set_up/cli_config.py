"""Write the Terraform CLI configuration file, which tells Terraform where the providers are."""

from __future__ import annotations

import json
from pathlib import Path

from tools.layout import CLI_CONFIG
from tools.set_up.provider_mirror import SOURCE
from tools.set_up.secret_providers import VERSIONS

# A source without a host, such as `elastic/elasticstack`, is valid for Terraform and OpenTofu alike.
_TEMPLATE = """\
# Providers of secret managers may be stand-ins for tests there, where no registry could be reached: they say
# so in each plan. See tools/set_up/secret_providers.py.
provider_installation {{
  filesystem_mirror {{
    path    = {mirror}
    include = {sources}
  }}
  direct {{
    exclude = {sources}
  }}
}}
"""


def write(mirror: Path) -> Path:
    """Write the file and return its path: what is in `mirror` comes from there, other providers as usual."""
    sources = json.dumps([SOURCE, *VERSIONS])
    content = _TEMPLATE.format(mirror=json.dumps(str(mirror)), sources=sources)
    if not CLI_CONFIG.is_file() or CLI_CONFIG.read_text() != content:
        partial = CLI_CONFIG.with_suffix(".partial")
        partial.write_text(content)
        partial.replace(CLI_CONFIG)
    return CLI_CONFIG
