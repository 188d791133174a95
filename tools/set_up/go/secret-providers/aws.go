package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"

	awscore "github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	dataschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	ephemeralschema "github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func awsProvider() *standIn {
	text := schema.StringAttribute{Optional: true}
	return &standIn{
		name: "aws",
		attributes: map[string]schema.Attribute{
			"region": text, "profile": text, "access_key": text, "secret_key": text, "token": text,
		},
		client:     newAWS,
		ephemerals: ephemerals(awsSecretVersion, awsEphemeralParameter),
		data:       dataSources(awsSecretVersions, awsParameter),
	}
}

// aws calls an endpoint that the environment names, as the SDK does.
type aws struct {
	endpoint, region string
	credentials      awscore.Credentials
}

func newAWS(ctx context.Context, request provider.ConfigureRequest) (any, error) {
	var region types.String
	request.Config.GetAttribute(ctx, path.Root("region"), &region)
	client := &aws{
		endpoint: os.Getenv("AWS_ENDPOINT_URL"),
		region:   region.ValueString(),
		credentials: awscore.Credentials{
			AccessKeyID:     os.Getenv("AWS_ACCESS_KEY_ID"),
			SecretAccessKey: os.Getenv("AWS_SECRET_ACCESS_KEY"),
			SessionToken:    os.Getenv("AWS_SESSION_TOKEN"),
		},
	}
	if client.region == "" {
		client.region = os.Getenv("AWS_REGION")
	}
	if client.endpoint == "" || client.region == "" || client.credentials.AccessKeyID == "" {
		return nil, errors.New("set AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
	}
	return client, nil
}

// call sends one request in AWS's JSON protocol, and reads the answer.
func (c *aws) call(ctx context.Context, service, target string, input map[string]any, output any) error {
	body, err := json.Marshal(input)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.endpoint+"/", bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/x-amz-json-1.1")
	request.Header.Set("X-Amz-Target", target)
	digest := sha256.Sum256(body)
	if err := v4.NewSigner().SignHTTP(
		ctx, c.credentials, request, hex.EncodeToString(digest[:]), service, c.region, time.Now(),
	); err != nil {
		return err
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
		var refused struct {
			Type    string `json:"__type"`
			Message string `json:"message"`
		}
		_ = json.Unmarshal(answer, &refused)
		return fmt.Errorf("%s: HTTP status %d, %s: %s", target, response.StatusCode, refused.Type, refused.Message)
	}
	return json.Unmarshal(answer, output)
}

// -- Secrets Manager ---------------------------------------------------------------------------------------

type awsSecretVersionModel struct {
	ARN           types.String `tfsdk:"arn"`
	CreatedDate   types.String `tfsdk:"created_date"`
	SecretID      types.String `tfsdk:"secret_id"`
	SecretBinary  types.String `tfsdk:"secret_binary"`
	SecretString  types.String `tfsdk:"secret_string"`
	VersionID     types.String `tfsdk:"version_id"`
	VersionStage  types.String `tfsdk:"version_stage"`
	VersionStages types.List   `tfsdk:"version_stages"`
}

var awsSecretVersion = &ephemeralBlock{
	typeName: "aws_secretsmanager_secret_version",
	attributes: map[string]ephemeralschema.Attribute{
		"arn":            ephemeralschema.StringAttribute{Computed: true},
		"created_date":   ephemeralschema.StringAttribute{Computed: true},
		"secret_id":      ephemeralschema.StringAttribute{Required: true},
		"secret_binary":  ephemeralschema.StringAttribute{Computed: true, Sensitive: true},
		"secret_string":  ephemeralschema.StringAttribute{Computed: true, Sensitive: true},
		"version_id":     ephemeralschema.StringAttribute{Optional: true, Computed: true},
		"version_stage":  ephemeralschema.StringAttribute{Optional: true, Computed: true},
		"version_stages": ephemeralschema.ListAttribute{Computed: true, ElementType: types.StringType},
	},
	read: func(ctx context.Context, client any, request ephemeral.OpenRequest, response *ephemeral.OpenResponse) {
		var model awsSecretVersionModel
		response.Diagnostics.Append(request.Config.Get(ctx, &model)...)
		if response.Diagnostics.HasError() {
			return
		}
		input := map[string]any{"SecretId": model.SecretID.ValueString()}
		if !model.VersionID.IsNull() {
			input["VersionId"] = model.VersionID.ValueString()
		}
		if !model.VersionStage.IsNull() {
			input["VersionStage"] = model.VersionStage.ValueString()
		}
		var found struct {
			ARN, SecretString, SecretBinary, VersionId string
			CreatedDate                                float64
			VersionStages                              []string
		}
		if err := client.(*aws).call(ctx, "secretsmanager", "secretsmanager.GetSecretValue", input, &found); err != nil {
			response.Diagnostics.AddError("Reading Secrets Manager Secret Version", err.Error())
			return
		}
		model.ARN = types.StringValue(found.ARN)
		model.CreatedDate = types.StringValue(time.Unix(int64(found.CreatedDate), 0).UTC().Format(time.RFC3339))
		model.SecretString = types.StringValue(found.SecretString)
		model.SecretBinary = types.StringValue(found.SecretBinary)
		model.VersionID = types.StringValue(found.VersionId)
		model.VersionStages, _ = types.ListValueFrom(ctx, types.StringType, found.VersionStages)
		response.Diagnostics.Append(response.Result.Set(ctx, &model)...)
	},
}

var awsVersion = map[string]attr.Type{
	"created_time":       types.StringType,
	"last_accessed_date": types.StringType,
	"version_id":         types.StringType,
	"version_stages":     types.ListType{ElemType: types.StringType},
}

type awsSecretVersionsModel struct {
	ARN               types.String `tfsdk:"arn"`
	Name              types.String `tfsdk:"name"`
	IncludeDeprecated types.Bool   `tfsdk:"include_deprecated"`
	SecretARN         types.String `tfsdk:"secret_arn"`
	SecretID          types.String `tfsdk:"secret_id"`
	Versions          types.List   `tfsdk:"versions"`
}

var awsSecretVersions = &dataBlock{
	typeName: "aws_secretsmanager_secret_versions",
	attributes: map[string]dataschema.Attribute{
		"arn":                dataschema.StringAttribute{Computed: true},
		"name":               dataschema.StringAttribute{Computed: true},
		"include_deprecated": dataschema.BoolAttribute{Optional: true},
		"secret_arn":         dataschema.StringAttribute{Computed: true},
		"secret_id":          dataschema.StringAttribute{Required: true},
		"versions":           dataschema.ListAttribute{Computed: true, ElementType: types.ObjectType{AttrTypes: awsVersion}},
	},
	read: func(ctx context.Context, client any, request datasource.ReadRequest, response *datasource.ReadResponse) {
		var model awsSecretVersionsModel
		response.Diagnostics.Append(request.Config.Get(ctx, &model)...)
		if response.Diagnostics.HasError() {
			return
		}
		var found struct {
			ARN, Name string
			Versions  []struct {
				VersionId     string
				VersionStages []string
				CreatedDate   float64
			}
		}
		input := map[string]any{"SecretId": model.SecretID.ValueString()}
		if err := client.(*aws).call(ctx, "secretsmanager", "secretsmanager.ListSecretVersionIds", input, &found); err != nil {
			response.Diagnostics.AddError("Reading Secrets Manager Secret Versions", err.Error())
			return
		}
		versions := []attr.Value{}
		for _, each := range found.Versions {
			stages, _ := types.ListValueFrom(ctx, types.StringType, each.VersionStages)
			versions = append(versions, types.ObjectValueMust(awsVersion, map[string]attr.Value{
				"created_time":       types.StringValue(time.Unix(int64(each.CreatedDate), 0).UTC().Format(time.RFC3339)),
				"last_accessed_date": types.StringNull(),
				"version_id":         types.StringValue(each.VersionId),
				"version_stages":     stages,
			}))
		}
		model.ARN, model.SecretARN = types.StringValue(found.ARN), types.StringValue(found.ARN)
		model.Name = types.StringValue(found.Name)
		model.Versions = types.ListValueMust(types.ObjectType{AttrTypes: awsVersion}, versions)
		response.Diagnostics.Append(response.State.Set(ctx, &model)...)
	},
}

// -- Systems Manager ---------------------------------------------------------------------------------------

type foundParameter struct {
	Parameter struct {
		ARN, Name, Type, Value string
		Version                int64
	}
}

func (c *aws) parameter(ctx context.Context, name string, decrypted bool) (found foundParameter, err error) {
	input := map[string]any{"Name": name, "WithDecryption": decrypted}
	return found, c.call(ctx, "ssm", "AmazonSSM.GetParameter", input, &found)
}

type awsEphemeralParameterModel struct {
	ARN            types.String `tfsdk:"arn"`
	Name           types.String `tfsdk:"name"`
	Type           types.String `tfsdk:"type"`
	Value          types.String `tfsdk:"value"`
	Version        types.Int64  `tfsdk:"version"`
	WithDecryption types.Bool   `tfsdk:"with_decryption"`
}

var awsEphemeralParameter = &ephemeralBlock{
	typeName: "aws_ssm_parameter",
	attributes: map[string]ephemeralschema.Attribute{
		"arn":             ephemeralschema.StringAttribute{Required: true},
		"name":            ephemeralschema.StringAttribute{Computed: true},
		"type":            ephemeralschema.StringAttribute{Computed: true},
		"value":           ephemeralschema.StringAttribute{Computed: true, Sensitive: true},
		"version":         ephemeralschema.Int64Attribute{Computed: true},
		"with_decryption": ephemeralschema.BoolAttribute{Optional: true, Computed: true},
	},
	read: func(ctx context.Context, client any, request ephemeral.OpenRequest, response *ephemeral.OpenResponse) {
		var model awsEphemeralParameterModel
		response.Diagnostics.Append(request.Config.Get(ctx, &model)...)
		if response.Diagnostics.HasError() {
			return
		}
		if model.WithDecryption.IsNull() {
			model.WithDecryption = types.BoolValue(true)
		}
		found, err := client.(*aws).parameter(ctx, model.ARN.ValueString(), model.WithDecryption.ValueBool())
		if err != nil {
			response.Diagnostics.AddError("Reading SSM Parameter", err.Error())
			return
		}
		model.Name = types.StringValue(found.Parameter.Name)
		model.Type = types.StringValue(found.Parameter.Type)
		model.Value = types.StringValue(found.Parameter.Value)
		model.Version = types.Int64Value(found.Parameter.Version)
		response.Diagnostics.Append(response.Result.Set(ctx, &model)...)
	},
}

type awsParameterModel struct {
	ID             types.String `tfsdk:"id"`
	ARN            types.String `tfsdk:"arn"`
	InsecureValue  types.String `tfsdk:"insecure_value"`
	Name           types.String `tfsdk:"name"`
	Type           types.String `tfsdk:"type"`
	Value          types.String `tfsdk:"value"`
	Version        types.Int64  `tfsdk:"version"`
	WithDecryption types.Bool   `tfsdk:"with_decryption"`
}

var awsParameter = &dataBlock{
	typeName: "aws_ssm_parameter",
	attributes: map[string]dataschema.Attribute{
		"id":              dataschema.StringAttribute{Computed: true},
		"arn":             dataschema.StringAttribute{Computed: true},
		"insecure_value":  dataschema.StringAttribute{Computed: true},
		"name":            dataschema.StringAttribute{Required: true},
		"type":            dataschema.StringAttribute{Computed: true},
		"value":           dataschema.StringAttribute{Computed: true, Sensitive: true},
		"version":         dataschema.Int64Attribute{Computed: true},
		"with_decryption": dataschema.BoolAttribute{Optional: true},
	},
	read: func(ctx context.Context, client any, request datasource.ReadRequest, response *datasource.ReadResponse) {
		var model awsParameterModel
		response.Diagnostics.Append(request.Config.Get(ctx, &model)...)
		if response.Diagnostics.HasError() {
			return
		}
		decrypted := model.WithDecryption.IsNull() || model.WithDecryption.ValueBool()
		found, err := client.(*aws).parameter(ctx, model.Name.ValueString(), decrypted)
		if err != nil {
			response.Diagnostics.AddError("Reading SSM Parameter", err.Error())
			return
		}
		model.ID = types.StringValue(found.Parameter.Name)
		model.ARN = types.StringValue(found.Parameter.ARN)
		model.Type = types.StringValue(found.Parameter.Type)
		model.Value = types.StringValue(found.Parameter.Value)
		model.Version = types.Int64Value(found.Parameter.Version)
		model.InsecureValue = types.StringNull()
		if found.Parameter.Type != "SecureString" {
			model.InsecureValue = types.StringValue(found.Parameter.Value)
		}
		response.Diagnostics.Append(response.State.Set(ctx, &model)...)
	},
}
