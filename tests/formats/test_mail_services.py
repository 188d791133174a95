from __future__ import annotations

import pytest

from kibana_connectors.formats.mail_services import is_known_mail_service


@pytest.mark.parametrize(
    "name",
    [
        "gmail", "Gmail", "GMAIL", "Google Mail", "gmail.com", "someone@googlemail.com", "a@b@gmail", "126",
        "Outlook365", "Hotmail", "SES-US-EAST-1", "ses", "SendGrid", "qiye.aliyun", "g_m_a_i_l",
        "gm\u00e4ail", "SparkPost", "FastMail",
    ],
)  # fmt: skip
def test_known(name: str) -> None:
    assert is_known_mail_service(name)


@pytest.mark.parametrize(
    "name",
    [
        "", "abc", "other", "elastic_cloud", "exchange_server", "gmail@", "g-mail", "gmail.", "maildev",
        "Mail Dev", "constructor", "__proto__", "https://example.com/x", "\u212amail",
    ],
)  # fmt: skip
def test_unknown(name: str) -> None:
    assert not is_known_mail_service(name)
