"""What has to be known of a live Kibana to tell whether it would take connectors; nothing is changed."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from ..kibana.async_client import AsyncKibana
from ..kibana.connector_types import ConnectorSpec, LiveType
from ..kibana.connectors import LiveConnector
from ..kibana.deployment import License, Status
from ..kibana.errors import Forbidden, NotFound, ServerError, UnexpectedAnswer

_DESCRIBES_SINCE = "9.5"
AT_ONCE = 10
"""How many spaces are asked at once."""

OnProgress = Callable[[int, int | None], None]


@dataclass
class LiveKibana:
    """A Kibana as its API shows it to the credential.

    Attributes:
        endpoint: Its URL.
        status: Its status and version.
        license: Its license; None where it does not tell.
        spaces: The ids of the spaces that the credential sees.
        types: Its connector types by id.
        connectors: The connectors of each space that could be read, preconfigured ones too.
        unreadable: The spaces whose connectors may not be read, and what Kibana said.
        specs: How this Kibana describes the types of the connectors that are checked, as far as it does.
        unwritable: The spaces in which the credential may not change connectors, and what Kibana said.
    """

    endpoint: str
    status: Status
    license: License | None = None
    spaces: tuple[str, ...] = ()
    types: dict[str, LiveType] = field(default_factory=dict)
    connectors: dict[str, tuple[LiveConnector, ...]] = field(default_factory=dict)
    specs: dict[str, ConnectorSpec] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)
    unwritable: dict[str, str] = field(default_factory=dict)


async def read_live(
    kibana: AsyncKibana,
    wanted: Collection[str],
    on_progress: OnProgress = lambda done, total: None,
    *,
    types: Collection[str] = (),
) -> LiveKibana:
    """Ask a Kibana for what a check of connectors needs.

    All spaces are read, for ids are unique across them. Whether connectors may be written is asked in the
    wanted spaces alone: by a request to change a connector of an id that nobody has. Kibana looks at the
    privilege before it looks for the connector, so that the answer tells and nothing is changed.

    Args:
        kibana: The client.
        wanted: The spaces that connectors go to.
        types: The types whose description by Kibana is wanted (9.5 and later have it).
        on_progress: Is told how many answers have come, and of how many.

    Raises:
        KibanaError: A call failed, but for a missing privilege in a space.
    """
    live = LiveKibana(kibana.endpoint, await kibana.status())
    try:
        live.license = await kibana.license()
    except NotFound:  # a distribution without licenses
        live.license = None
    live.spaces = tuple(space.id for space in await kibana.list_spaces())
    live.types = {each.id: each for each in await kibana.list_connector_types()}
    if live.status.has(_DESCRIBES_SINCE):
        for type_id in types:
            if type_id in live.types:
                try:
                    live.specs[type_id] = await kibana.get_connector_spec(type_id)
                except (NotFound, ServerError, UnexpectedAnswer, Forbidden):
                    continue  # what cannot be described, or not to this credential, is not compared
    targets = [space for space in live.spaces if space in wanted]
    done, total = 0, len(live.spaces) + len(targets)
    async for each in kibana.list_connectors_in_each_space(spaces=live.spaces, at_most=AT_ONCE):
        done += 1
        on_progress(done, total)
        if isinstance(each.error, Forbidden):
            live.unreadable[each.space] = str(each.error)
        else:
            live.connectors[each.space] = each.value
    for space in targets:
        if (refused := await _why_not_writable(kibana, space)) is not None:
            live.unwritable[space] = refused
        done += 1
        on_progress(done, total)
    return live


async def _why_not_writable(kibana: AsyncKibana, space: str) -> str | None:
    nobody = str(uuid.uuid4())
    try:
        await kibana.update_connector(nobody, name="kibana-connectors check", space=space)
    except NotFound:
        return None
    except Forbidden as error:
        return error.kibana_message or str(error)
    return None
