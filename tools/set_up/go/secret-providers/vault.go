package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	ephemeralschema "github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func vaultProvider() *standIn {
	text := schema.StringAttribute{Optional: true}
	return &standIn{
		name: "vault",
		attributes: map[string]schema.Attribute{
			"address": text, "token": text, "namespace": text, "skip_child_token": schema.BoolAttribute{Optional: true},
		},
		client:     newVault,
		ephemerals: ephemerals(vaultSecret),
	}
}

// vault calls a server; with a child token of its own, unless the block says to skip that.
type vault struct{ address, namespace, token string }

func newVault(ctx context.Context, request provider.ConfigureRequest) (any, error) {
	var address, namespace types.String
	var skipChildToken types.Bool
	request.Config.GetAttribute(ctx, path.Root("address"), &address)
	request.Config.GetAttribute(ctx, path.Root("namespace"), &namespace)
	request.Config.GetAttribute(ctx, path.Root("skip_child_token"), &skipChildToken)
	client := &vault{address.ValueString(), namespace.ValueString(), os.Getenv("VAULT_TOKEN")}
	if client.address == "" {
		client.address = os.Getenv("VAULT_ADDR")
	}
	client.address = strings.TrimRight(client.address, "/")
	if client.address == "" || client.token == "" {
		return nil, errors.New("set VAULT_ADDR, or address in the provider's block, and VAULT_TOKEN")
	}
	if !skipChildToken.ValueBool() {
		var created struct {
			Auth struct {
				ClientToken string `json:"client_token"`
			}
		}
		if err := client.call(ctx, http.MethodPost, "auth/token/create", &created); err != nil {
			return nil, err
		}
		client.token = created.Auth.ClientToken
	}
	var self any
	return client, client.call(ctx, http.MethodGet, "auth/token/lookup-self", &self)
}

func (c *vault) call(ctx context.Context, method, path string, output any) error {
	request, err := http.NewRequestWithContext(ctx, method, c.address+"/v1/"+path, nil)
	if err != nil {
		return err
	}
	request.Header.Set("X-Vault-Token", c.token)
	if c.namespace != "" {
		request.Header.Set("X-Vault-Namespace", c.namespace)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s %s: HTTP status %d", method, path, response.StatusCode)
	}
	return json.Unmarshal(answer, output)
}

type vaultSecretModel struct {
	Namespace      types.String `tfsdk:"namespace"`
	MountID        types.String `tfsdk:"mount_id"`
	Mount          types.String `tfsdk:"mount"`
	Name           types.String `tfsdk:"name"`
	Version        types.Int32  `tfsdk:"version"`
	DataJSON       types.String `tfsdk:"data_json"`
	Data           types.Map    `tfsdk:"data"`
	CustomMetadata types.Map    `tfsdk:"custom_metadata"`
	CreatedTime    types.String `tfsdk:"created_time"`
	DeletionTime   types.String `tfsdk:"deletion_time"`
	Destroyed      types.Bool   `tfsdk:"destroyed"`
}

var vaultSecret = &ephemeralBlock{
	typeName: "vault_kv_secret_v2",
	attributes: map[string]ephemeralschema.Attribute{
		"namespace":       ephemeralschema.StringAttribute{Optional: true},
		"mount_id":        ephemeralschema.StringAttribute{Optional: true},
		"mount":           ephemeralschema.StringAttribute{Required: true},
		"name":            ephemeralschema.StringAttribute{Required: true},
		"version":         ephemeralschema.Int32Attribute{Optional: true},
		"data_json":       ephemeralschema.StringAttribute{Computed: true},
		"data":            ephemeralschema.MapAttribute{Computed: true, ElementType: types.StringType},
		"custom_metadata": ephemeralschema.MapAttribute{Computed: true, ElementType: types.StringType},
		"created_time":    ephemeralschema.StringAttribute{Computed: true},
		"deletion_time":   ephemeralschema.StringAttribute{Computed: true},
		"destroyed":       ephemeralschema.BoolAttribute{Computed: true},
	},
	read: func(ctx context.Context, client any, request ephemeral.OpenRequest, response *ephemeral.OpenResponse) {
		var model vaultSecretModel
		response.Diagnostics.Append(request.Config.Get(ctx, &model)...)
		if response.Diagnostics.HasError() {
			return
		}
		place := fmt.Sprintf("%s/data/%s", model.Mount.ValueString(), model.Name.ValueString())
		if !model.Version.IsNull() {
			place += fmt.Sprintf("?version=%d", model.Version.ValueInt32())
		}
		var found struct {
			Data struct {
				Data     map[string]string
				Metadata struct {
					CreatedTime  string `json:"created_time"`
					DeletionTime string `json:"deletion_time"`
					Destroyed    bool
				}
			}
		}
		if err := client.(*vault).call(ctx, http.MethodGet, place, &found); err != nil {
			response.Diagnostics.AddError("Error reading from Vault", err.Error())
			return
		}
		model.Data, _ = types.MapValueFrom(ctx, types.StringType, found.Data.Data)
		model.DataJSON = types.StringValue("{}") // what the real one answers, whatever the secret holds
		model.CustomMetadata = types.MapNull(types.StringType)
		model.CreatedTime = types.StringValue(found.Data.Metadata.CreatedTime)
		model.DeletionTime = types.StringValue(found.Data.Metadata.DeletionTime)
		model.Destroyed = types.BoolValue(found.Data.Metadata.Destroyed)
		response.Diagnostics.Append(response.Result.Set(ctx, &model)...)
	},
}
