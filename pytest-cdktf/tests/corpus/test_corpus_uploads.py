from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from corpus_uploads import HANDLER, Uploads

from pytest_cdktf import Synth, ref, regex, resource


def test_the_function_is_made_of_the_folder(synth: Synth, tmp_path: Path) -> None:
    out = synth(Uploads)
    stored = out.one(resource("aws_s3_object", key=regex(r"^[0-9A-F]+\.zip$")))
    archive = tmp_path / "cdktf.out/stacks/stack" / stored["source"]
    with zipfile.ZipFile(archive) as content:
        assert sorted(content.namelist()) == ["index.py", "settings.ini"]
    assert stored["etag"] == ref(f'filemd5("{stored["source"]}")')
    function = resource("aws_lambda_function", s3_key=ref(f"{stored.address}.key"), handler="index.handler")
    assert function in out


def test_another_folder_gives_another_key(synth: Synth, tmp_path: Path) -> None:
    changed = tmp_path / "handler"
    shutil.copytree(HANDLER, changed, ignore=shutil.ignore_patterns("__pycache__"))
    (changed / "index.py").write_text("handler = print\n")
    before, after = synth(Uploads), synth(Uploads, folder=changed)
    assert before.at("stored")["key"] != after.at("stored")["key"]
    assert before.at("function")["handler"] == after.at("function")["handler"]


def test_a_secret_in_a_file_of_the_archive_is_found(synth: Synth, tmp_path: Path) -> None:
    synth(Uploads).assert_no_secrets({"the token": "correct-horse-battery"})
    careless = tmp_path / "handler"
    shutil.copytree(HANDLER, careless, ignore=shutil.ignore_patterns("__pycache__"))
    (careless / "settings.ini").write_text("[settings]\ntoken = correct-horse-battery\n")
    with pytest.raises(AssertionError) as caught:
        synth(Uploads, folder=careless).assert_no_secrets({"the token": "correct-horse-battery"})
    assert "archive.zip (settings.ini)" in str(caught.value)
    assert "settings.ini" in str(caught.value).replace("(settings.ini)", "")
