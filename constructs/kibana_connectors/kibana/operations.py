"""All methods of both clients, one line each: what they do is described beside their answers."""

from __future__ import annotations

from . import cases as _cases
from . import connector_types as _types
from . import connectors as _connectors
from . import deployment as _deployment
from . import execution as _execution
from . import monitoring as _monitoring
from . import rules as _rules
from . import saved_objects as _saved_objects
from . import spaces as _spaces
from . import workflows as _workflows
from .operation import operation, operation_in_each_space


class Operations:
    """What a client can do with a Kibana."""

    list_connectors = operation(_connectors.list_connectors)
    list_connectors_in_each_space = operation_in_each_space(_connectors.list_connectors_in_each_space)
    get_connector = operation(_connectors.get_connector)
    create_connector = operation(_connectors.create_connector)
    update_connector = operation(_connectors.update_connector)
    delete_connector = operation(_connectors.delete_connector)

    list_connector_types = operation(_types.list_connector_types)
    get_connector_spec = operation(_types.get_connector_spec)

    execute_connector = operation(_execution.execute_connector)
    execute_sub_action = operation(_execution.execute_sub_action)
    test_connector = operation(_execution.run_test)

    list_spaces = operation(_spaces.list_spaces)
    get_space = operation(_spaces.get_space)
    create_space = operation(_spaces.create_space)
    delete_space = operation(_spaces.delete_space)

    list_rules = operation(_rules.list_rules)
    list_rules_in_each_space = operation_in_each_space(_rules.list_rules_in_each_space)
    list_rules_using = operation(_rules.list_rules_using)
    list_rules_using_in_each_space = operation_in_each_space(_rules.list_rules_using_in_each_space)

    list_workflows = operation(_workflows.list_workflows)
    list_workflows_in_each_space = operation_in_each_space(_workflows.list_workflows_in_each_space)

    list_cases = operation(_cases.list_cases)
    list_cases_in_each_space = operation_in_each_space(_cases.list_cases_in_each_space)
    list_case_settings = operation(_cases.list_case_settings)

    execution_log = operation(_monitoring.execution_log)
    execution_counts = operation(_monitoring.execution_counts)

    status = operation(_deployment.status)
    license = operation(_deployment.license)
    task_manager_health = operation(_deployment.task_manager_health)

    export_connectors = operation(_saved_objects.export_connectors)
    import_connectors = operation(_saved_objects.import_connectors)
