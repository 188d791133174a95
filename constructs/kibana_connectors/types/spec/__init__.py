"""The connector types that Kibana defines as data: one module each.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .abuseipdb import AbuseIPDB as AbuseIPDB
    from .alienvault_otx import AlienVaultOTX as AlienVaultOTX
    from .amazon_s3 import AmazonS3 as AmazonS3
    from .ansible_controller import AnsibleControlServer as AnsibleControlServer
    from .argocd import ArgoCD as ArgoCD
    from .aws_cloudwatch import AWSCloudWatch as AWSCloudWatch
    from .aws_lambda import AWSLambda as AWSLambda
    from .aws_x_ray import AWSXRay as AWSXRay
    from .azure_blob import AzureBlobStorage as AzureBlobStorage
    from .azure_monitor import AzureMonitor as AzureMonitor
    from .bigquery import BigQuery as BigQuery
    from .box import Box as Box
    from .brave_search import BraveSearch as BraveSearch
    from .buildkite import Buildkite as Buildkite
    from .censys import Censys as Censys
    from .confluence_cloud import ConfluenceCloud as ConfluenceCloud
    from .databricks import Databricks as Databricks
    from .datadog import Datadog as Datadog
    from .dropbox import Dropbox as Dropbox
    from .dynatrace import Dynatrace as Dynatrace
    from .exa import Exa as Exa
    from .figma import Figma as Figma
    from .firecrawl import Firecrawl as Firecrawl
    from .gcp_cloud_functions import GCPCloudFunctions as GCPCloudFunctions
    from .gcp_iam import GoogleCloudIAM as GoogleCloudIAM
    from .gcp_secret_manager import GoogleCloudSecretManager as GoogleCloudSecretManager
    from .github import GitHub as GitHub
    from .gmail import Gmail as Gmail
    from .google_calendar import GoogleCalendar as GoogleCalendar
    from .google_cloud_monitoring import GoogleCloudMonitoring as GoogleCloudMonitoring
    from .google_cloud_storage import GoogleCloudStorage as GoogleCloudStorage
    from .google_drive import GoogleDrive as GoogleDrive
    from .grafana import Grafana as Grafana
    from .graphql import GraphQL as GraphQL
    from .greynoise import GreyNoise as GreyNoise
    from .hubspot import HubSpot as HubSpot
    from .jenkins import Jenkins as Jenkins
    from .jina import JinaReader as JinaReader
    from .jira_cloud import JiraCloud as JiraCloud
    from .kubernetes import Kubernetes as Kubernetes
    from .microsoft_teams import MicrosoftTeams as MicrosoftTeams
    from .misp import MISP as MISP
    from .monday_com import MondayCom as MondayCom
    from .new_relic import NewRelic as NewRelic
    from .notion import Notion as Notion
    from .okta import Okta as Okta
    from .one_drive import OneDrive as OneDrive
    from .one_password import OnePassword as OnePassword
    from .opensearch import OpenSearch as OpenSearch
    from .outlook import Outlook as Outlook
    from .pagerduty_mcp import PagerDutyMcp as PagerDutyMcp
    from .posthog import PostHog as PostHog
    from .prometheus import Prometheus as Prometheus
    from .rootly import Rootly as Rootly
    from .salesforce import Salesforce as Salesforce
    from .sentry import Sentry as Sentry
    from .servicenow_search import ServiceNowSearch as ServiceNowSearch
    from .sharepoint_online import SharePointOnline as SharePointOnline
    from .sharepoint_server import SharePointServer as SharePointServer
    from .shodan import Shodan as Shodan
    from .slack2 import Slack2 as Slack2
    from .snowflake import Snowflake as Snowflake
    from .sublime_security import SublimeSecurity as SublimeSecurity
    from .tavily_mcp import Tavily as Tavily
    from .trello import Trello as Trello
    from .unifi import UniFi as UniFi
    from .urlscan_io import URLScanIo as URLScanIo
    from .urlvoid import URLVoid as URLVoid
    from .virustotal import VirusTotal as VirusTotal
    from .workday import Workday as Workday
    from .zabbix import Zabbix as Zabbix
    from .zendesk import Zendesk as Zendesk
    from .zoom import Zoom as Zoom

TYPES: dict[str, tuple[str, str]] = {
    ".1password": ("one_password", "OnePassword"),
    ".abuseipdb": ("abuseipdb", "AbuseIPDB"),
    ".alienvault-otx": ("alienvault_otx", "AlienVaultOTX"),
    ".amazon_s3": ("amazon_s3", "AmazonS3"),
    ".ansible_controller": ("ansible_controller", "AnsibleControlServer"),
    ".argocd": ("argocd", "ArgoCD"),
    ".aws_cloudwatch": ("aws_cloudwatch", "AWSCloudWatch"),
    ".aws_lambda": ("aws_lambda", "AWSLambda"),
    ".aws_x_ray": ("aws_x_ray", "AWSXRay"),
    ".azure-blob": ("azure_blob", "AzureBlobStorage"),
    ".azure_monitor": ("azure_monitor", "AzureMonitor"),
    ".bigquery": ("bigquery", "BigQuery"),
    ".box": ("box", "Box"),
    ".brave-search": ("brave_search", "BraveSearch"),
    ".buildkite": ("buildkite", "Buildkite"),
    ".censys": ("censys", "Censys"),
    ".confluence-cloud": ("confluence_cloud", "ConfluenceCloud"),
    ".databricks": ("databricks", "Databricks"),
    ".datadog": ("datadog", "Datadog"),
    ".dropbox": ("dropbox", "Dropbox"),
    ".dynatrace": ("dynatrace", "Dynatrace"),
    ".exa": ("exa", "Exa"),
    ".figma": ("figma", "Figma"),
    ".firecrawl": ("firecrawl", "Firecrawl"),
    ".gcp_cloud_functions": ("gcp_cloud_functions", "GCPCloudFunctions"),
    ".gcp_iam": ("gcp_iam", "GoogleCloudIAM"),
    ".gcp_secret_manager": ("gcp_secret_manager", "GoogleCloudSecretManager"),
    ".github": ("github", "GitHub"),
    ".gmail": ("gmail", "Gmail"),
    ".google_calendar": ("google_calendar", "GoogleCalendar"),
    ".google_cloud_monitoring": ("google_cloud_monitoring", "GoogleCloudMonitoring"),
    ".google_cloud_storage": ("google_cloud_storage", "GoogleCloudStorage"),
    ".google_drive": ("google_drive", "GoogleDrive"),
    ".grafana": ("grafana", "Grafana"),
    ".graphql": ("graphql", "GraphQL"),
    ".greynoise": ("greynoise", "GreyNoise"),
    ".hubspot": ("hubspot", "HubSpot"),
    ".jenkins": ("jenkins", "Jenkins"),
    ".jina": ("jina", "JinaReader"),
    ".jira-cloud": ("jira_cloud", "JiraCloud"),
    ".kubernetes": ("kubernetes", "Kubernetes"),
    ".microsoft-teams": ("microsoft_teams", "MicrosoftTeams"),
    ".misp": ("misp", "MISP"),
    ".monday_com": ("monday_com", "MondayCom"),
    ".new_relic": ("new_relic", "NewRelic"),
    ".notion": ("notion", "Notion"),
    ".okta": ("okta", "Okta"),
    ".one_drive": ("one_drive", "OneDrive"),
    ".opensearch_aws_opensearch_service": ("opensearch", "OpenSearch"),
    ".outlook": ("outlook", "Outlook"),
    ".pagerduty_mcp": ("pagerduty_mcp", "PagerDutyMcp"),
    ".posthog": ("posthog", "PostHog"),
    ".prometheus": ("prometheus", "Prometheus"),
    ".rootly": ("rootly", "Rootly"),
    ".salesforce": ("salesforce", "Salesforce"),
    ".sentry": ("sentry", "Sentry"),
    ".servicenow_search": ("servicenow_search", "ServiceNowSearch"),
    ".sharepoint-online": ("sharepoint_online", "SharePointOnline"),
    ".sharepoint-server": ("sharepoint_server", "SharePointServer"),
    ".shodan": ("shodan", "Shodan"),
    ".slack2": ("slack2", "Slack2"),
    ".snowflake": ("snowflake", "Snowflake"),
    ".sublime_security": ("sublime_security", "SublimeSecurity"),
    ".tavily_mcp": ("tavily_mcp", "Tavily"),
    ".trello": ("trello", "Trello"),
    ".unifi": ("unifi", "UniFi"),
    ".urlscan_io": ("urlscan_io", "URLScanIo"),
    ".urlvoid": ("urlvoid", "URLVoid"),
    ".virustotal": ("virustotal", "VirusTotal"),
    ".workday": ("workday", "Workday"),
    ".zabbix": ("zabbix", "Zabbix"),
    ".zendesk": ("zendesk", "Zendesk"),
    ".zoom": ("zoom", "Zoom"),
}

"""Type id to module and class, so that only the types in use are ever loaded."""
