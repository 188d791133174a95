"""No variable of the user's has the name of a secret's variable: CDKTF would merge the two into one."""

from __future__ import annotations

from collections.abc import Iterator

from ..._cdk import TerraformVariable
from ...policies.demands.variable_names import VariableNames
from .check import Check, CheckedStack, Wrong


def _find(checked: CheckedStack) -> Iterator[Wrong]:
    names = checked.names_of_others
    if names is not None and not names:
        return
    ours = {
        variable.name: declaration.path.full
        for declaration in checked.record.declarations
        for variable in declaration.secrets.variables
        if names is None or variable.name in names
    }
    if not ours:
        return
    for construct in checked.stack.node.find_all():
        if isinstance(construct, TerraformVariable):
            path = ours.get(construct.friendly_unique_id)
            if path is not None:
                yield Wrong(
                    construct.node.path,
                    f"{construct.node.path} has the name of a variable that {path} declares for a "
                    "secret: rename it, or give it to the connector with Secret.ref(…)",
                )


VARIABLE_NAMES = Check(VariableNames, _find, reads_file=True)
