"""The CDK engine; no other module of ours imports `cdktf` or `cdktn`.

Both engines have the same API, but their objects cannot be mixed in one process. This takes the engine that
the program has imported already, else the one that is installed, `cdktf` first.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from typing import TYPE_CHECKING, Any

from .errors import MissingEngine

if TYPE_CHECKING:
    from cdktf import (
        Annotations,
        App,
        AzurermBackend,
        CloudBackend,
        DefaultTokenResolver,
        Fn,
        GcsBackend,
        IAnyProducer,
        IResolveContext,
        IStackSynthesizer,
        ISynthesisSession,
        ITerraformDependable,
        ITerraformIterator,
        Lazy,
        NamedCloudWorkspace,
        S3Backend,
        StringConcat,
        TaggedCloudWorkspaces,
        TerraformCount,
        TerraformElement,
        TerraformProvider,
        TerraformRemoteState,
        TerraformResource,
        TerraformResourceLifecycle,
        TerraformStack,
        TerraformVariable,
        Token,
        Tokenization,
    )
else:

    def _engine() -> Any:
        for name in ("cdktf", "cdktn"):
            if name in sys.modules:
                return sys.modules[name]
        for name in ("cdktf", "cdktn"):
            if importlib.util.find_spec(name):
                return importlib.import_module(name)
        raise MissingEngine

    _cdk = _engine()
    Annotations = _cdk.Annotations
    App = _cdk.App
    DefaultTokenResolver = _cdk.DefaultTokenResolver
    Fn = _cdk.Fn
    IAnyProducer = _cdk.IAnyProducer
    IResolveContext = _cdk.IResolveContext
    IStackSynthesizer = _cdk.IStackSynthesizer
    ISynthesisSession = _cdk.ISynthesisSession
    ITerraformDependable = _cdk.ITerraformDependable
    Lazy = _cdk.Lazy
    AzurermBackend = _cdk.AzurermBackend
    CloudBackend = _cdk.CloudBackend
    GcsBackend = _cdk.GcsBackend
    NamedCloudWorkspace = _cdk.NamedCloudWorkspace
    TaggedCloudWorkspaces = _cdk.TaggedCloudWorkspaces
    TerraformRemoteState = _cdk.TerraformRemoteState
    S3Backend = _cdk.S3Backend
    StringConcat = _cdk.StringConcat
    TerraformCount = _cdk.TerraformCount
    TerraformElement = _cdk.TerraformElement
    ITerraformIterator = _cdk.ITerraformIterator
    TerraformProvider = _cdk.TerraformProvider
    TerraformResource = _cdk.TerraformResource
    TerraformResourceLifecycle = _cdk.TerraformResourceLifecycle
    TerraformStack = _cdk.TerraformStack
    TerraformVariable = _cdk.TerraformVariable
    Token = _cdk.Token
    Tokenization = _cdk.Tokenization

__all__ = [
    "Annotations",
    "App",
    "AzurermBackend",
    "CloudBackend",
    "DefaultTokenResolver",
    "Fn",
    "GcsBackend",
    "IAnyProducer",
    "IResolveContext",
    "IStackSynthesizer",
    "ISynthesisSession",
    "ITerraformDependable",
    "ITerraformIterator",
    "Lazy",
    "NamedCloudWorkspace",
    "S3Backend",
    "StringConcat",
    "TaggedCloudWorkspaces",
    "TerraformCount",
    "TerraformElement",
    "TerraformProvider",
    "TerraformRemoteState",
    "TerraformResource",
    "TerraformResourceLifecycle",
    "TerraformStack",
    "TerraformVariable",
    "Token",
    "Tokenization",
]
