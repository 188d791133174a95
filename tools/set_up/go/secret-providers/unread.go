package main

import (
	dataschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	ephemeralschema "github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Providers whose managers have no server here: they check configurations, and cannot read.

var (
	optional        = ephemeralschema.StringAttribute{Optional: true}
	required        = ephemeralschema.StringAttribute{Required: true}
	computed        = ephemeralschema.StringAttribute{Computed: true}
	secret          = ephemeralschema.StringAttribute{Computed: true, Sensitive: true}
	optionalOrFound = ephemeralschema.StringAttribute{Optional: true, Computed: true}
)

func azurermProvider() *standIn {
	text := schema.StringAttribute{Optional: true}
	return &standIn{
		name: "azurerm",
		attributes: map[string]schema.Attribute{
			"subscription_id": text, "tenant_id": text, "client_id": text, "client_secret": text,
			"resource_provider_registrations": text,
		},
		blocks: map[string]schema.Block{"features": schema.ListNestedBlock{}},
		ephemerals: ephemerals(&ephemeralBlock{
			typeName: "azurerm_key_vault_secret",
			attributes: map[string]ephemeralschema.Attribute{
				"name": required, "key_vault_id": required, "version": optionalOrFound, "value": computed,
				"expiration_date": computed, "not_before_date": computed, "id": computed, "versionless_id": computed,
				"resource_id": computed, "resource_versionless_id": computed,
			},
		}),
	}
}

func googleProvider() *standIn {
	text := schema.StringAttribute{Optional: true}
	return &standIn{
		name:       "google",
		attributes: map[string]schema.Attribute{"project": text, "credentials": text, "access_token": text},
		ephemerals: ephemerals(&ephemeralBlock{
			typeName: "google_secret_manager_secret_version",
			attributes: map[string]ephemeralschema.Attribute{
				"project": optionalOrFound, "secret": required, "version": optional, "secret_data": secret,
				"is_secret_data_base64": ephemeralschema.BoolAttribute{Optional: true},
				"name":                  computed, "create_time": computed, "destroy_time": computed,
				"enabled": ephemeralschema.BoolAttribute{Computed: true},
			},
		}),
		data: dataSources(&dataBlock{
			typeName: "google_secret_manager_secret_version",
			attributes: map[string]dataschema.Attribute{
				"id":                    dataschema.StringAttribute{Computed: true},
				"project":               dataschema.StringAttribute{Optional: true, Computed: true},
				"secret":                dataschema.StringAttribute{Required: true},
				"version":               dataschema.StringAttribute{Optional: true, Computed: true},
				"create_time":           dataschema.StringAttribute{Computed: true},
				"destroy_time":          dataschema.StringAttribute{Computed: true},
				"name":                  dataschema.StringAttribute{Computed: true},
				"enabled":               dataschema.BoolAttribute{Computed: true},
				"secret_data":           dataschema.StringAttribute{Computed: true, Sensitive: true},
				"is_secret_data_base64": dataschema.BoolAttribute{Optional: true},
				"fetch_secret_data":     dataschema.BoolAttribute{Optional: true},
			},
		}),
	}
}

func onepasswordProvider() *standIn {
	text := schema.StringAttribute{Optional: true}
	nested := func(attributes map[string]ephemeralschema.Attribute) ephemeralschema.MapNestedAttribute {
		return ephemeralschema.MapNestedAttribute{
			Computed: true, Optional: true,
			NestedObject: ephemeralschema.NestedAttributeObject{Attributes: attributes},
		}
	}
	return &standIn{
		name: "onepassword",
		attributes: map[string]schema.Attribute{
			"url": text, "token": text, "connect_url": text, "connect_token": text, "service_account_token": text,
			"account": text, "op_cli_path": text,
		},
		ephemerals: ephemerals(&ephemeralBlock{
			typeName: "onepassword_item",
			attributes: map[string]ephemeralschema.Attribute{
				"id": computed, "vault": required, "uuid": optionalOrFound, "title": optionalOrFound,
				"category": computed, "url": computed, "hostname": computed, "database": computed, "port": computed,
				"type": computed, "tags": ephemeralschema.ListAttribute{Computed: true, ElementType: types.StringType},
				"username": computed, "password": secret, "note_value": secret, "credential": secret,
				"valid_from": computed, "expires": computed, "filename": computed, "public_key": computed,
				"private_key": secret, "private_key_openssh": secret,
				"section_map": nested(map[string]ephemeralschema.Attribute{
					"id": computed,
					"field_map": nested(map[string]ephemeralschema.Attribute{
						"id": computed, "type": computed, "value": secret,
					}),
				}),
			},
		}),
	}
}

func sopsProvider() *standIn {
	return &standIn{
		name: "sops",
		ephemerals: ephemerals(&ephemeralBlock{
			typeName: "sops_file",
			attributes: map[string]ephemeralschema.Attribute{
				"input_type": optional, "source_file": required, "raw": secret,
				"env":  ephemeralschema.MapAttribute{Optional: true, Sensitive: true, ElementType: types.StringType},
				"data": ephemeralschema.MapAttribute{Computed: true, Sensitive: true, ElementType: types.StringType},
			},
		}),
	}
}
