"""The mail services that Kibana knows by name: nodemailer's services that have a host."""

from __future__ import annotations

import re

# From nodemailer 8.0.7, the version in Kibana's main branch: the names, aliases and domains in its file
# lib/well-known/services.json, in the form that _normalized() returns, and the host of each. Entries without
# a "host" (Maildev) are left out, because Kibana refuses them. To update the list, install the nodemailer of
# a newer Kibana in a scratch folder and run there:
#   node -e 'const hosts = {};
#     for (const [name, s] of Object.entries(require("nodemailer/lib/well-known/services.json")))
#       if (s.host) for (const n of [name].concat(s.aliases || [], s.domains || []))
#         hosts[n.replace(/[^a-zA-Z0-9.-]/g, "").toLowerCase()] = s.host;
#     console.log(JSON.stringify(hosts, Object.keys(hosts).sort(), 4));'
_HOSTS = {
    "126": "smtp.126.com",
    "163": "smtp.163.com",
    "1und1": "smtp.1und1.de",
    "aliyun": "smtp.aliyun.com",
    "aliyun.com": "smtp.aliyun.com",
    "aliyunqiye": "smtp.qiye.aliyun.com",
    "aol": "smtp.aol.com",
    "aol.com": "smtp.aol.com",
    "aruba": "smtps.aruba.it",
    "aruba.it": "smtps.aruba.it",
    "arubapec": "smtps.aruba.it",
    "bluewin": "smtpauths.bluewin.ch",
    "bluewin.ch": "smtpauths.bluewin.ch",
    "bol": "smtp.bol.com.br",
    "bol.com.br": "smtp.bol.com.br",
    "brevo": "smtp-relay.brevo.com",
    "debugmail": "debugmail.io",
    "disroot": "disroot.org",
    "disroot.org": "disroot.org",
    "dynect": "smtp.dynect.net",
    "dynectemail": "smtp.dynect.net",
    "elasticemail": "smtp.elasticemail.com",
    "email.cz": "smtp.seznam.cz",
    "ethereal": "smtp.ethereal.email",
    "ethereal.email": "smtp.ethereal.email",
    "etik.com": "mail.infomaniak.com",
    "exmail.qq.com": "smtp.exmail.qq.com",
    "fastmail": "smtp.fastmail.com",
    "fastmail.fm": "smtp.fastmail.com",
    "fe": "smtp.forwardemail.net",
    "feishu": "smtp.feishu.cn",
    "feishumail": "smtp.feishu.cn",
    "forwardemail": "smtp.forwardemail.net",
    "forwardemail.net": "smtp.forwardemail.net",
    "gandi": "mail.gandi.net",
    "gandimail": "mail.gandi.net",
    "gmail": "smtp.gmail.com",
    "gmail.com": "smtp.gmail.com",
    "gmailworkspace": "smtp-relay.gmail.com",
    "gmx": "mail.gmx.com",
    "gmx.com": "mail.gmx.com",
    "gmx.de": "mail.gmx.com",
    "gmx.net": "mail.gmx.com",
    "godaddy": "smtpout.secureserver.net",
    "godaddyasia": "smtp.asia.secureserver.net",
    "godaddyeurope": "smtp.europe.secureserver.net",
    "googlemail": "smtp.gmail.com",
    "googlemail.com": "smtp.gmail.com",
    "googleworkspacemail": "smtp-relay.gmail.com",
    "hot.ee": "mail.hot.ee",
    "hotmail": "smtp-mail.outlook.com",
    "hotmail.com": "smtp-mail.outlook.com",
    "icloud": "smtp.mail.me.com",
    "ik.me": "mail.infomaniak.com",
    "ikmail.com": "mail.infomaniak.com",
    "infomaniak": "mail.infomaniak.com",
    "kolab": "smtp.kolabnow.com",
    "kolabnow": "smtp.kolabnow.com",
    "kolabnow.com": "smtp.kolabnow.com",
    "loopia": "mailcluster.loopia.se",
    "loops": "smtp.loops.so",
    "mac": "smtp.mail.me.com",
    "mac.com": "smtp.mail.me.com",
    "mail.ee": "smtp.mail.ee",
    "mail.ru": "smtp.mail.ru",
    "mailcatch.app": "sandbox-smtp.mailcatch.app",
    "mailersend": "smtp.mailersend.net",
    "mailgun": "smtp.mailgun.org",
    "mailjet": "in.mailjet.com",
    "mailosaur": "mailosaur.io",
    "mailtrap": "live.smtp.mailtrap.io",
    "mandrill": "smtp.mandrillapp.com",
    "me": "smtp.mail.me.com",
    "me.com": "smtp.mail.me.com",
    "naver": "smtp.naver.com",
    "ohmysmtp": "smtp.ohmysmtp.com",
    "omb": "smtp.openmailbox.org",
    "one": "send.one.com",
    "openmailbox": "smtp.openmailbox.org",
    "openmailbox.org": "smtp.openmailbox.org",
    "outlook": "smtp-mail.outlook.com",
    "outlook.com": "smtp-mail.outlook.com",
    "outlook365": "smtp.office365.com",
    "pec.aruba.it": "smtps.aruba.it",
    "pm.me": "smtp.protonmail.ch",
    "post.cz": "smtp.seznam.cz",
    "postmark": "smtp.postmarkapp.com",
    "postmarkapp": "smtp.postmarkapp.com",
    "proton": "smtp.protonmail.ch",
    "proton.me": "smtp.protonmail.ch",
    "protonmail": "smtp.protonmail.ch",
    "protonmail.ch": "smtp.protonmail.ch",
    "protonmail.com": "smtp.protonmail.ch",
    "qiye.aliyun": "smtp.mxhichina.com",
    "qq": "smtp.qq.com",
    "qq.com": "smtp.qq.com",
    "qqenterprise": "smtp.exmail.qq.com",
    "qqex": "smtp.exmail.qq.com",
    "resend": "smtp.resend.com",
    "runbox": "smtp.runbox.com",
    "runbox.com": "smtp.runbox.com",
    "sendcloud": "smtp.sendcloud.net",
    "sendgrid": "smtp.sendgrid.net",
    "sendinblue": "smtp-relay.brevo.com",
    "sendpulse": "smtp-pulse.com",
    "ses": "email-smtp.us-east-1.amazonaws.com",
    "ses-ap-northeast-1": "email-smtp.ap-northeast-1.amazonaws.com",
    "ses-ap-northeast-2": "email-smtp.ap-northeast-2.amazonaws.com",
    "ses-ap-northeast-3": "email-smtp.ap-northeast-3.amazonaws.com",
    "ses-ap-south-1": "email-smtp.ap-south-1.amazonaws.com",
    "ses-ap-southeast-1": "email-smtp.ap-southeast-1.amazonaws.com",
    "ses-ap-southeast-2": "email-smtp.ap-southeast-2.amazonaws.com",
    "ses-ca-central-1": "email-smtp.ca-central-1.amazonaws.com",
    "ses-eu-central-1": "email-smtp.eu-central-1.amazonaws.com",
    "ses-eu-north-1": "email-smtp.eu-north-1.amazonaws.com",
    "ses-eu-west-1": "email-smtp.eu-west-1.amazonaws.com",
    "ses-eu-west-2": "email-smtp.eu-west-2.amazonaws.com",
    "ses-eu-west-3": "email-smtp.eu-west-3.amazonaws.com",
    "ses-sa-east-1": "email-smtp.sa-east-1.amazonaws.com",
    "ses-us-east-1": "email-smtp.us-east-1.amazonaws.com",
    "ses-us-east-2": "email-smtp.us-east-2.amazonaws.com",
    "ses-us-gov-east-1": "email-smtp.us-gov-east-1.amazonaws.com",
    "ses-us-gov-west-1": "email-smtp.us-gov-west-1.amazonaws.com",
    "ses-us-west-1": "email-smtp.us-west-1.amazonaws.com",
    "ses-us-west-2": "email-smtp.us-west-2.amazonaws.com",
    "seznam": "smtp.seznam.cz",
    "seznam.cz": "smtp.seznam.cz",
    "seznamemail": "smtp.seznam.cz",
    "smtp2go": "mail.smtp2go.com",
    "sparkpost": "smtp.sparkpostmail.com",
    "sparkpost.com": "smtp.sparkpostmail.com",
    "sparkpostmail": "smtp.sparkpostmail.com",
    "spoluzaci.cz": "smtp.seznam.cz",
    "tipimail": "smtp.tipimail.com",
    "tuta.com": "smtp.tutanota.com",
    "tuta.io": "smtp.tutanota.com",
    "tutanota": "smtp.tutanota.com",
    "tutanota.com": "smtp.tutanota.com",
    "tutanota.de": "smtp.tutanota.com",
    "www.feishu.cn": "smtp.feishu.cn",
    "yahoo": "smtp.mail.yahoo.com",
    "yahoo.com": "smtp.mail.yahoo.com",
    "yandex": "smtp.yandex.ru",
    "yandex.ru": "smtp.yandex.ru",
    "zimbra": "smtp.zimbra.com",
    "zimbracollaboration": "smtp.zimbra.com",
    "zoho": "smtp.zoho.com",
}

_IGNORED = re.compile(r"[^a-zA-Z0-9.-]")


def is_known_mail_service(name: str) -> bool:
    """Whether Kibana knows a mail service called ``name``.

    As in nodemailer, case, spaces and most punctuation do not matter ("Google Mail" is "googlemail"), and an
    email address counts as its domain. Kibana's own names ("other", "elastic_cloud", ...) are not included.
    """
    return mail_service_host(name) is not None


def mail_service_host(name: str) -> str | None:
    """Return the host that a mail service sends through; ``None`` if Kibana does not know the service."""
    return _HOSTS.get(_normalized(name))


def _normalized(name: str) -> str:
    return _IGNORED.sub("", name.rpartition("@")[2]).lower()
