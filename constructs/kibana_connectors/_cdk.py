"""The CDK engine; no other module of ours imports `cdktf` or `cdktn`.

Both engines have the same API, but their objects cannot be mixed in one process; `engines.py` chooses. What a
user may give of either is typed in `engine_objects.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .engines import chosen_engine

if TYPE_CHECKING:
    from cdktf import (
        Annotations,
        App,
        AssetType,
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
        TerraformAsset,
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

    ENGINE: str
else:
    ENGINE, _cdk = chosen_engine()
    Annotations = _cdk.Annotations
    App = _cdk.App
    AssetType = _cdk.AssetType
    AzurermBackend = _cdk.AzurermBackend
    CloudBackend = _cdk.CloudBackend
    DefaultTokenResolver = _cdk.DefaultTokenResolver
    Fn = _cdk.Fn
    GcsBackend = _cdk.GcsBackend
    IAnyProducer = _cdk.IAnyProducer
    IResolveContext = _cdk.IResolveContext
    IStackSynthesizer = _cdk.IStackSynthesizer
    ISynthesisSession = _cdk.ISynthesisSession
    ITerraformDependable = _cdk.ITerraformDependable
    ITerraformIterator = _cdk.ITerraformIterator
    Lazy = _cdk.Lazy
    NamedCloudWorkspace = _cdk.NamedCloudWorkspace
    S3Backend = _cdk.S3Backend
    StringConcat = _cdk.StringConcat
    TaggedCloudWorkspaces = _cdk.TaggedCloudWorkspaces
    TerraformAsset = _cdk.TerraformAsset
    TerraformCount = _cdk.TerraformCount
    TerraformElement = _cdk.TerraformElement
    TerraformProvider = _cdk.TerraformProvider
    TerraformRemoteState = _cdk.TerraformRemoteState
    TerraformResource = _cdk.TerraformResource
    TerraformResourceLifecycle = _cdk.TerraformResourceLifecycle
    TerraformStack = _cdk.TerraformStack
    TerraformVariable = _cdk.TerraformVariable
    Token = _cdk.Token
    Tokenization = _cdk.Tokenization

__all__ = [
    "ENGINE",
    "Annotations",
    "App",
    "AssetType",
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
    "TerraformAsset",
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
