"""Names and texts of docstrings that the catalog does not have.

A new type needs no entry here. Without one, the generator derives its names and writes simple sentences.
"""

from __future__ import annotations

CLASS_NAMES = {
    ".1password": "OnePassword",
    ".microsoft-teams": "MicrosoftTeams",
    ".opensearch_aws_opensearch_service": "OpenSearch",
    ".pagerduty_mcp": "PagerDutyMcp",
    ".servicenow_search": "ServiceNowSearch",
    ".slack2": "Slack2",
}
"""Class names of types whose own name makes no good class name, or one that is taken."""

MODULE_NAMES = {
    ".1password": "one_password",
    ".opensearch_aws_opensearch_service": "opensearch",
}
"""Module names of types whose id makes no good module name."""

AUTH_CLASS_NAMES = {
    "none": "NoAuth",
    "oauth_authorization_code": "OAuthAuthorizationCode",
    "oauth_client_credentials": "OAuthClientCredentials",
    "oauth_client_credentials_private_key_jwt": "OAuthClientCredentialsPrivateKeyJwt",
}
"""Class names of auth types that have unusual capitals."""

REFUSALS = {
    "oauth_authorization_code": "each person has to press Authorize in Kibana before it works",
    "ears": "each person has to consent in Kibana, through an Elastic service, before it works",
    "relay": "Kibana itself makes these connectors, with credentials that Elastic's relay holds",
}
"""Why Terraform cannot set up a connector with one of these auth types."""
REFUSAL = "each person has to consent in Kibana before it works"
"""The reason for other auth types that the catalog calls per-user or internal."""

INBOUND_REFUSAL = (
    "Kibana adds the hash of a token to its config when it makes the connector, which Terraform takes for an"
    " inconsistent result, and tells the token once, in an answer that Terraform does not show"
)
"""Why Terraform cannot set up a connector that only receives events."""
INBOUND = "Terraform cannot set it up: create it in Kibana, and use its id."
"""The same, in a docstring."""

AUTH_TYPES = {
    "none": "No credentials",
    "basic": "A user name and a password",
    "bearer": "A token",
    "bearer_with_tls": "A token, and a custom certificate authority if needed",
    "api_key_header_with_tls": "A key, and a custom certificate authority if needed",
    "aws_credentials": "An IAM access key that signs the requests",
    "azure_shared_key": "A storage account's name and key",
    "gcp_service_account": "A service account's key",
    "oauth_authorization_code": "OAuth 2.0 on behalf of each person",
    "oauth_client_credentials": "OAuth 2.0 client credentials with the application's secret",
    "oauth_client_credentials_private_key_jwt": "OAuth 2.0 client credentials with a signed assertion",
    "ears": "OAuth 2.0 on behalf of each person, through an Elastic service",
    "relay": "Elastic's relay, which stores the credentials",
    "kubernetes_aks": "An Entra service principal for AKS",
    "kubernetes_eks": "An IAM access key for EKS",
    "kubernetes_gke": "A service account's key for GKE",
}
"""Short descriptions of auth types whose description in the catalog is long."""

SERVICES = {
    ".abuseipdb": "reports on abusive IP addresses",
    ".alienvault-otx": "open threat intelligence",
    ".brave-search": "web search",
    ".greynoise": "data on IP addresses that scan the internet",
    ".jina": "web pages as text, and web search",
    ".notion": "pages and databases",
    ".shodan": "data on hosts on the internet",
    ".urlvoid": "reputation of domains",
    ".virustotal": "reputation of files, URLs, domains and IP addresses",
    ".1password": "users of a 1Password account",
    ".amazon_s3": "objects in buckets",
    ".aws_lambda": "functions",
    ".azure-blob": "blobs in a storage account",
    ".confluence-cloud": "pages and spaces",
    ".dropbox": "files",
    ".figma": "design files",
    ".firecrawl": "web pages as data",
    ".gcp_cloud_functions": "functions",
    ".github": "repositories, issues and pull requests",
    ".gmail": "mail",
    ".google_calendar": "calendars and events",
    ".google_cloud_storage": "objects in buckets",
    ".google_drive": "files",
    ".jira-cloud": "projects and issues",
    ".microsoft-teams": "teams, channels and chats",
    ".pagerduty_mcp": "incidents and schedules, through PagerDuty's MCP server",
    ".salesforce": "records",
    ".servicenow_search": "records of an instance",
    ".sharepoint-online": "sites, pages and files",
    ".sharepoint-server": "sites, pages and files",
    ".slack2": "channels and messages",
    ".tavily_mcp": "web search, through Tavily's MCP server",
    ".zendesk": "tickets and articles",
    ".zoom": "meetings",
    ".box": "files",
    ".hubspot": "contacts, companies and deals",
    ".one_drive": "files",
    ".outlook": "mail",
    ".snowflake": "queries of a data warehouse",
    ".sublime_security": "email security",
    ".ansible_controller": "jobs and their templates",
    ".argocd": "applications that are deployed to Kubernetes",
    ".aws_cloudwatch": "metrics and alarms",
    ".aws_x_ray": "traces",
    ".azure_monitor": "metrics and alerts",
    ".bigquery": "queries of a data warehouse",
    ".buildkite": "pipelines and builds",
    ".censys": "data on hosts on the internet",
    ".databricks": "a data platform, through its MCP server",
    ".datadog": "monitors, metrics and events",
    ".dynatrace": "problems, metrics and entities",
    ".exa": "web search, through Exa's MCP server",
    ".gcp_iam": "service accounts and policies",
    ".gcp_secret_manager": "secrets",
    ".google_cloud_monitoring": "metrics and alerts",
    ".grafana": "dashboards and alerts",
    ".graphql": "any GraphQL endpoint",
    ".jenkins": "jobs and builds",
    ".kubernetes": "a cluster's API",
    ".misp": "shared threat intelligence",
    ".monday_com": "boards and items, through Monday.com's MCP server",
    ".new_relic": "queries of an account's data",
    ".okta": "users, groups and logs",
    ".opensearch_aws_opensearch_service": "indices of a domain",
    ".posthog": "product analytics",
    ".prometheus": "metrics and alerts",
    ".rootly": "incidents",
    ".sentry": "issues and events",
    ".trello": "boards and cards",
    ".unifi": "a network's devices and clients",
    ".urlscan_io": "scans of URLs",
    ".workday": "workers and organizations",
    ".zabbix": "hosts, problems and events",
    ".google_threat_intelligence": "reports on files, addresses and domains",
    ".inboundWebhook": "events that others send to Kibana over HTTP",
    ".mongodb": "documents of a database",
    ".mysql": "queries of a database",
}
"""What a service has, in a few words."""

NOTES = {
    ".datadog": "The user name is an API key, the password an application key.",
    ".jira-cloud": "With OAuth, the connector needs `cloud_id` to run.",
    ".pagerduty_mcp": "The header's value starts with its scheme: `Token token=…`.",
    ".salesforce": "Kibana derives the organization's address from the auth type's `token_url`.",
    ".sharepoint-server": "For a self-managed installation; `SharePointOnline` is for Microsoft 365.",
    ".microsoft-teams": "Not to be confused with `Teams`, which posts to one incoming webhook.",
    ".slack2": "Not to be confused with `SlackApi` and `Slack`, which rules post with.",
    ".google_threat_intelligence": "The key needs Google's Enterprise tier.",
    ".inboundWebhook": "It works only where inbound events are switched on, which they are not by default."
    " Kibana makes a token when the connector is created, and shows it once, to whoever created it.",
    ".servicenow_search": "Not to be confused with `ServiceNow`, which rules and cases open incidents with.",
}
"""Notes on types."""

FIELDS = {
    "accountId": "The account's id, a number.",
    "accountUrl": "The account's address, such as `https://example.blob.core.windows.net`.",
    ".snowflake accountUrl": "The account's address, without a slash at its end, such as"
    " `https://example.snowflakecomputing.com`.",
    "accountUuid": "The account's UUID.",
    "apiBasePath": "The path of the API; `/api/controller/v2` behind the platform's gateway.",
    "apiUrl": "The address of the API.",
    "baseUrl": "The address of the installation, such as `https://example.com`.",
    "cloudId": "The id of the Atlassian site.",
    "consoleUrl": "The address of the console.",
    "database": "The database of the queries.",
    "defaultProjectId": "The project of calls that name no project.",
    "defaultSchema": "The schema of the queries.",
    "endpoint": "The address of the domain's endpoint.",
    "environmentUrl": "The address of the environment, such as `https://abc12345.live.dynatrace.com`.",
    "graphqlApiUrl": "The address of the GraphQL API.",
    "host": "The server's host name or address, without a scheme.",
    "ingestTokenHash": "The SHA-256 of the token; Kibana sets it.",
    "instanceHost": "The address of the instance, such as `https://us.posthog.com`.",
    "instanceUrl": "The address of the instance, such as `https://example.service-now.com`.",
    "location": "The location of the datasets.",
    "maximumBytesBilled": "The maximum number of bytes that a query may be billed for, as a text.",
    "orgId": "The organization's id, as a text.",
    "orgSlug": "The organization's short name, as in its addresses.",
    "orgUrl": "The organization's address, such as `https://example.okta.com`.",
    "organizationId": "The organization's id, a UUID.",
    "organizationSlug": "The organization's short name, as in its addresses.",
    "overrideBrowseUrl": "The address of the reader service.",
    "overrideSearchUrl": "The address of the search service.",
    "port": "The server's port.",
    "projectId": "The project's id.",
    "prometheusUrl": "The address of the Prometheus API, if it is a different one.",
    "region": "The region, such as `us-east-1`.",
    ".gcp_cloud_functions region": "The region, such as `us-central1`.",
    ".new_relic region": "The region of the account's data.",
    "role": "The role of the queries.",
    "serverUrl": "The address of the MCP server.",
    "site": "The Datadog site, such as `datadoghq.eu`.",
    "siteUrl": "The address of the site, such as `https://sharepoint.example.com/sites/ops`, without a slash"
    " at its end.",
    "ssl": "Whether the connection is encrypted.",
    "subdomain": "The first part of the site's host name: `example` in `https://example.atlassian.net`.",
    ".zendesk subdomain": "The first part of the site's host name: `example` in `https://example.zendesk.com`.",
    "subscriptionId": "The subscription's id, a UUID.",
    "tenantName": "The tenant's name.",
    "tenantUrl": "The tenant's address, such as `https://wd2-impl-services1.workday.com`.",
    "uri": "The connection string, such as `mongodb+srv://cluster0.example.net/shop`, without a login.",
    "url": "The address of the installation.",
    ".graphql url": "The address of the GraphQL endpoint.",
    "warehouse": "The warehouse of the queries.",
}
"""Fields of configs, by name, or by type and name."""

EXPECTED = {
    "accountId": "digits only",
    "certificate": "a PEM certificate (-----BEGIN CERTIFICATE-----)",
    "ingestTokenHash": "64 hexadecimal digits",
    "organizationId": "a UUID",
    "privateKey": "a PEM private key (-----BEGIN PRIVATE KEY-----)",
    "region": "lower-case letters, digits and hyphens, as in us-east-1",
    "subscriptionId": "a UUID",
}
"""What a field's pattern requires, as the end of a message: "expected …"."""

NAMED_BY_FIELD = {"api_key_header": "header", "api_key_query": "parameter"}
"""Auth types whose fields have the names of headers or parameters."""

AUTH_FIELDS = {
    "accessKeyId": "The id of the access key.",
    "accessTokenPath": "The path of the token in the response.",
    "accountKey": "One of the account's keys, in base64.",
    "accountName": "The storage account's name.",
    "algorithm": "The algorithm that signs the assertion.",
    "apiKey": "The key.",
    "authorizationUrl": "The address where a person gives consent.",
    "caCert": "The certificate, in PEM, of the authority that signed the server's.",
    "certificate": "The certificate, in PEM, that the key belongs to; needed for `x5t#S256` and `x5c`.",
    "certificateBinding": "How the assertion names the certificate or key.",
    "clientId": "The application's id.",
    "clientSecret": "The application's secret.",
    "clusterName": "The cluster's name.",
    "headerField": "The header that carries the key.",
    "keyId": "The key's id; needed for `kid`.",
    "passphrase": "The private key's passphrase.",
    "password": "The password, or what the service accepts instead, such as an API token.",
    "privateKey": "The private key, in PEM, that signs the assertion.",
    "provider": "The name of the service.",
    "region": "The cluster's region.",
    "scope": "The scope to request.",
    "scopeParamName": "The name of the parameter that carries the scope.",
    "secretAccessKey": "The access key's secret.",
    "serviceAccountJson": "The key of a service account: the whole JSON file.",
    "tenantId": "The tenant's id.",
    "tenantKey": "The relay's tenant.",
    "token": "The token.",
    "tokenEndpointAuthMethod": "How the application sends its secret.",
    "tokenType": "The token's type.",
    "tokenTypePath": "The path of the token's type in the response.",
    "tokenUrl": "The address that returns tokens.",
    "useBasicAuth": "Whether the application sends its secret in a header.",
    "username": "The user's name; many services want the email address.",
    "verificationMode": "How Kibana checks the server's certificate.",
}
"""Fields of auth types, by name."""
