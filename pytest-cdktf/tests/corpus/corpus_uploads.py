"""Assets: a function's folder as an archive, a single file, and their hashes."""

from __future__ import annotations

from pathlib import Path

from constructs import Construct
from corpus_bindings import Resource
from either_engine import AssetType, Fn, TerraformAsset, TerraformStack

HANDLER = Path(__file__).parent / "handler"


class Uploads(TerraformStack):
    def __init__(self, scope: Construct, id: str, *, folder: Path = HANDLER) -> None:
        super().__init__(scope, id)
        code = TerraformAsset(self, "code", path=str(folder), type=AssetType.ARCHIVE)
        settings = TerraformAsset(self, "settings", path=str(folder / "settings.ini"), type=AssetType.FILE)
        bucket = Resource(self, "bucket", type="aws_s3_bucket", bucket="code")
        stored = Resource(
            self,
            "stored",
            type="aws_s3_object",
            bucket=bucket.id,
            key=f"{code.asset_hash}.zip",
            source=code.path,
            etag=Fn.filemd5(code.path),
        )
        Resource(
            self,
            "function",
            type="aws_lambda_function",
            handler="index.handler",
            runtime="python3.13",
            s3_bucket=bucket.id,
            s3_key=stored.text("key"),
            source_code_hash=Fn.filebase64sha256(code.path),
            environment={"variables": {"SETTINGS": Fn.file(settings.path)}},
        )
