"""Writes whole modules: one for each type, and one for the auth types that several types share."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from . import words
from .catalog import AuthType, Catalog, Spec
from .field_schema import Field
from .source import (
    Imports,
    auth_field,
    auth_sentence,
    config_field,
    config_sentence,
    docstring,
    open_fields,
    sentence,
    text,
)
from .style import Style

_STYLE = Style()


def modules(catalog: Catalog) -> dict[str, str]:
    """Return the text of every module of the library's own, by its file name."""
    written = {f"{spec.module}.py": type_module(spec, catalog, _STYLE) for spec in catalog.specs}
    return {"__init__.py": package(_STYLE), "_auth.py": _shared_auth(catalog), **written}


def package(style: Style) -> str:
    """Return the text of the package of the types."""
    first = "The connector types that Kibana defines as data: one module each."
    return docstring(first, style.notice, indent=0)


def shared_classes(catalog: Catalog) -> frozenset[str]:
    """Return the classes of the auth types that several types share."""
    return frozenset(auth.class_name for auth in _shared(catalog))


# -- a type --------------------------------------------------------------------------------------------------


def type_module(spec: Spec, catalog: Catalog, style: Style) -> str:
    """Return the text of a type's module.

    Args:
        spec: The type.
        catalog: The catalog with the general form of each auth type.
        style: How modules are written.
    """
    imports = Imports(style.root)
    imports.add("typing", "ClassVar")
    imports.add("schema.type_info", "TypeInfo")
    imports.add("schema.spec_type", "SpecType")
    config = _config(spec, imports)
    auth_classes = [_type_auth(spec, auth, catalog, imports, style) for auth in spec.auth_types]
    connector = _connector(spec, [name for name, _ in auth_classes], imports)
    first = f"{spec.name}: {words.SERVICES.get(spec.id, 'a connector type that Kibana defines as data')}."
    return "\n\n".join(
        part
        for part in (
            docstring(first, style.notice_of(spec.id), indent=0),
            "from __future__ import annotations",
            str(imports),
            config,
            *(source for _, source in auth_classes),
            connector,
        )
        if part
    )


def _config(spec: Spec, imports: Imports) -> str:
    if not spec.fields:
        imports.add("schema.payload", "NoConfig")
        return ""
    imports.add("schema.payload", "Config")
    fields: list[str] = []
    for field in spec.fields:
        fields.append(config_field(field, imports))
        fields.append(docstring(config_sentence(spec.id, field, spec.field_since.get(field.wire)), indent=0))
    doc = docstring(f"Config of {_article(spec.name)} connector.")
    return _class(f"{spec.class_name}Config", "Config", doc, fields)


def _type_auth(
    spec: Spec, auth: AuthType, catalog: Catalog, imports: Imports, style: Style
) -> tuple[str, str]:
    """Return the class of a type's auth type, and the class's text if the type has one of its own."""
    general = catalog.auth_types.get(auth.id)
    has_shared = style.shared is None or auth.class_name in style.shared
    if general is not None and has_shared and auth.usable == general.usable:
        same = _shapes(auth.fields) == _shapes(general.fields)
        defaults = [field.default for field in auth.fields] != [field.default for field in general.fields]
        if same and (not defaults or not auth.usable):
            imports.add(style.shared_auth, "_auth")
            return f"_auth.{auth.class_name}", ""
    name = f"{spec.class_name}{auth.class_name}"
    about = (
        f"{_about(auth)} ({spec.name})."
        if auth.usable
        else f"What {spec.name} takes for `{auth.id}`, which Terraform cannot set up."
    )
    return name, _auth_class(name, auth, imports, about)


def _shapes(fields: Iterable[Field]) -> set[tuple[str, bool, tuple[tuple[str, str], ...]]]:
    """Return all facts about fields except their defaults."""
    return {
        (
            field.wire,
            field.required,
            tuple(sorted((key, str(value)) for key, value in field.schema.items() if key != "default")),
        )
        for field in fields
    }


def _connector(spec: Spec, auth_classes: list[str], imports: Imports) -> str:
    usable = [name for name, auth in zip(auth_classes, spec.auth_types, strict=True) if auth.usable]
    if not usable:
        imports.add("schema.auth_types", "Auth")
    config = f"{spec.class_name}Config" if spec.fields else "NoConfig"
    doc = docstring(
        f"Use {spec.name} from Kibana: {words.SERVICES[spec.id]}."
        if spec.id in words.SERVICES
        else f"Use {spec.name} from Kibana.",
        "" if spec.id in words.SERVICES else sentence(spec.description),
        _standing(spec),
        f"Kibana docs: {spec.docs}" if spec.docs else "",
        f"Written from {spec.source}." if spec.source else "",
        words.NOTES.get(spec.id, ""),
        _INBOUND if spec.inbound_only else "",
        f"Not checked here, and so only when Kibana is asked: {'; '.join(spec.unchecked)}."
        if spec.unchecked
        else "",
        "\n".join(_choices(spec)),
        _refusals(spec),
    )
    info = (
        f"TypeInfo(type_id={text(spec.id)}, name={text(spec.name)}, license={text(spec.license)}, "
        f"features={spec.features!r}, since={text(spec.since)},)"
    )
    nested = [
        f"{auth.class_name} = {name}"
        for name, auth in zip(auth_classes, spec.auth_types, strict=True)
        if auth.usable
    ]
    every = "".join(f"{name}, " for name in auth_classes)
    body = [
        f"TYPE: ClassVar[TypeInfo] = {info}",
        *_class_facts(spec, imports),
        f"Config = {config}",
        *nested,
        f"AUTH_TYPES = ({every})",
    ]
    base = f"SpecType[{config}, {' | '.join(usable) or 'Auth'}]"
    return _class(f"{spec.class_name}Type", base, doc, body)


_INBOUND = f"It has no actions: it receives events, and starts workflows with them. {words.INBOUND}"


def _standing(spec: Spec) -> str:
    """Return what a type needs, and what it is for."""
    parts = []
    if spec.since:
        parts.append(f"{'In technical preview, since' if spec.preview else 'Since'} Kibana {spec.since}")
    elif spec.preview:
        parts.append("In technical preview")
    needs = f"needs {_article(spec.license)} license or higher"
    parts.append(needs if parts else needs[0].upper() + needs[1:])
    if spec.features:
        parts.append(f"for {', '.join(f'`{feature}`' for feature in spec.features)}")
    return f"{'; '.join(parts)}."


def _class_facts(spec: Spec, imports: Imports) -> Iterator[str]:
    """Yield what a type's class says beside its fields."""
    if spec.source:
        yield f"SOURCE: ClassVar[str] = {text(spec.source)}"
    if spec.inbound_only:
        yield f"REFUSAL: ClassVar[str] = {text(words.INBOUND_REFUSAL)}"
    newer_auth = {auth.id: auth.since for auth in spec.auth_types if auth.since and auth.usable}
    for name, newer in (("FIELD_SINCE", spec.field_since), ("AUTH_SINCE", newer_auth)):
        if newer:
            imports.add("collections.abc", "Mapping")
            yield f"{name}: ClassVar[Mapping[str, str]] = {dict(newer)!r}"


def _choices(spec: Spec) -> Iterator[str]:
    usable = [] if spec.inbound_only else [auth for auth in spec.auth_types if auth.usable]
    for auth in usable:
        marks = f" ({', '.join(auth.marks)})" if auth.marks else ""
        yield f"- `auth={spec.class_name}.{auth.class_name}()`{marks}: {_about(auth)}."


def _refusals(spec: Spec) -> str:
    refused = [f"`{auth.id}`, because {auth.refusal}" for auth in spec.auth_types if not auth.usable]
    return f"Refused: {'; '.join(refused)}." if refused else ""


# -- auth types ----------------------------------------------------------------------------------------------


def _shared_auth(catalog: Catalog) -> str:
    imports = Imports(_STYLE.root)
    imports.add("typing", "ClassVar", "Literal")
    classes = [_auth_class(auth.class_name, auth, imports, f"{_about(auth)}.") for auth in _shared(catalog)]
    return "\n\n".join(
        [
            docstring("The auth types that several connector types share.", _STYLE.notice, indent=0),
            "from __future__ import annotations",
            str(imports),
            *classes,
        ]
    )


def _shared(catalog: Catalog) -> list[AuthType]:
    """Return the auth types that types share."""
    used = {auth.id for spec in catalog.specs for auth in spec.auth_types}
    return [
        auth for auth in catalog.auth_types.values() if auth.id in used and not _always_own(auth, catalog)
    ]


def _always_own(auth: AuthType, catalog: Catalog) -> bool:
    """Whether each connector type has its own form of an auth type."""
    forms = [own for spec in catalog.specs for own in spec.auth_types if own.id == auth.id]
    if not all(own.usable for own in forms):
        return False
    return all([f.schema for f in own.fields] != [f.schema for f in auth.fields] for own in forms)


def _auth_class(name: str, auth: AuthType, imports: Imports, first: str) -> str:
    imports.add("typing", "Literal")
    imports.add("schema.auth_types", "Auth")
    note = open_fields(auth.fields) if auth.usable else ""
    body = []
    if not auth.usable:
        body.append(f"REFUSAL: ClassVar[str] = {text(auth.refusal)}")
    body.append(f"auth_type: Literal[{text(auth.id)}] = {text(auth.id)}")
    if auth.usable:
        body.append(docstring("Kibana's name for this way to authenticate; it need not be given.", indent=0))
    for field in auth.fields:
        body.append(auth_field(field, imports))
        if auth.usable:
            body.append(docstring(auth_sentence(auth, field), indent=0))
    return _class(name, "Auth", docstring(first, note), body)


def _about(auth: AuthType) -> str:
    if auth.id == "api_key_header" and auth.fields and auth.fields[0].wire != "headerField":
        return f"A key in the header `{auth.fields[0].wire}`"
    if auth.id == "api_key_query" and auth.fields and auth.fields[0].wire != "apiKey":
        return "Keys in the query string: " + " and ".join(f"`{field.wire}`" for field in auth.fields)
    first = words.AUTH_TYPES.get(auth.id) or auth.description
    return first.partition(". ")[0].rstrip(".")


# -- helpers -----------------------------------------------------------------------------------------------


def _class(name: str, base: str, doc: str, body: Iterable[str]) -> str:
    lines = textwrap.indent("\n".join(body), "    ")
    return f"class {name}({base}):\n{doc}\n\n{lines}".rstrip()


def _article(noun: str) -> str:
    return f"{'an' if noun[0] in 'AEIOUaeiou' else 'a'} {noun}"
