package main

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	dataschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	ephemeralschema "github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
)

// ephemeralBlock is an ephemeral resource: its type, its attributes, and what reads it, if it can be read here.
type ephemeralBlock struct {
	typeName   string
	attributes map[string]ephemeralschema.Attribute
	read       func(context.Context, any, ephemeral.OpenRequest, *ephemeral.OpenResponse)
	client     any
}

func (e *ephemeralBlock) Metadata(_ context.Context, _ ephemeral.MetadataRequest, response *ephemeral.MetadataResponse) {
	response.TypeName = e.typeName
}

func (e *ephemeralBlock) Schema(_ context.Context, _ ephemeral.SchemaRequest, response *ephemeral.SchemaResponse) {
	response.Schema = ephemeralschema.Schema{Attributes: e.attributes}
}

func (e *ephemeralBlock) Configure(_ context.Context, request ephemeral.ConfigureRequest, _ *ephemeral.ConfigureResponse) {
	e.client = request.ProviderData
}

func (e *ephemeralBlock) Open(ctx context.Context, request ephemeral.OpenRequest, response *ephemeral.OpenResponse) {
	if e.read == nil {
		response.Diagnostics.AddError("Cannot read", "The stand-in for "+e.typeName+" only checks configurations.")
		return
	}
	e.read(ctx, e.client, request, response)
}

// dataBlock is a data source, in the same form.
type dataBlock struct {
	typeName   string
	attributes map[string]dataschema.Attribute
	read       func(context.Context, any, datasource.ReadRequest, *datasource.ReadResponse)
	client     any
}

func (d *dataBlock) Metadata(_ context.Context, _ datasource.MetadataRequest, response *datasource.MetadataResponse) {
	response.TypeName = d.typeName
}

func (d *dataBlock) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	response.Schema = dataschema.Schema{Attributes: d.attributes}
}

func (d *dataBlock) Configure(_ context.Context, request datasource.ConfigureRequest, _ *datasource.ConfigureResponse) {
	d.client = request.ProviderData
}

func (d *dataBlock) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	if d.read == nil {
		response.Diagnostics.AddError("Cannot read", "The stand-in for "+d.typeName+" only checks configurations.")
		return
	}
	d.read(ctx, d.client, request, response)
}

func ephemerals(blocks ...*ephemeralBlock) (made []func() ephemeral.EphemeralResource) {
	for _, block := range blocks {
		made = append(made, func() ephemeral.EphemeralResource { copied := *block; return &copied })
	}
	return made
}

func dataSources(blocks ...*dataBlock) (made []func() datasource.DataSource) {
	for _, block := range blocks {
		made = append(made, func() datasource.DataSource { copied := *block; return &copied })
	}
	return made
}
