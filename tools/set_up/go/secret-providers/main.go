// Stand-ins of the providers of secret managers, for tests where no provider registry can be reached.
//
// One program is all of them: it is the provider that its file is named after. Each has the arguments and
// attributes of the real provider's resources that the library writes, and nothing else. aws, random and vault
// answer: they call the same HTTP APIs as the real ones. The others check a configuration and read nothing.
package main

import (
	"context"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

const prefix = "terraform-provider-"

var standIns = map[string]func() *standIn{
	"aws":         awsProvider,
	"azurerm":     azurermProvider,
	"google":      googleProvider,
	"onepassword": onepasswordProvider,
	"random":      randomProvider,
	"sops":        sopsProvider,
	"vault":       vaultProvider,
}

func main() {
	file := filepath.Base(os.Args[0])
	name, _, _ := strings.Cut(strings.TrimPrefix(file, prefix), "_")
	made, known := standIns[name]
	if !known {
		log.Fatalf("%s: expected a file called %s<name>_v<version>", file, prefix)
	}
	serve := func() provider.Provider { return made() }
	options := providerserver.ServeOpts{Address: "registry.terraform.io/stand-in/" + name}
	if err := providerserver.Serve(context.Background(), serve, options); err != nil {
		log.Fatal(err)
	}
}

// standIn is one provider: its name, the schema of its block, and how it is reached.
type standIn struct {
	name       string
	attributes map[string]schema.Attribute
	blocks     map[string]schema.Block
	client     func(context.Context, provider.ConfigureRequest) (any, error)
	ephemerals []func() ephemeral.EphemeralResource
	data       []func() datasource.DataSource
}

func (p *standIn) Metadata(_ context.Context, _ provider.MetadataRequest, response *provider.MetadataResponse) {
	response.TypeName = p.name
	response.Version = "stand-in"
}

func (p *standIn) Schema(_ context.Context, _ provider.SchemaRequest, response *provider.SchemaResponse) {
	response.Schema = schema.Schema{Attributes: p.attributes, Blocks: p.blocks}
}

func (p *standIn) Configure(ctx context.Context, request provider.ConfigureRequest, response *provider.ConfigureResponse) {
	response.Diagnostics.AddWarning(
		"Stand-in for a provider",
		"This is not the "+p.name+" provider, but a stand-in for tests, made because no registry could be reached.",
	)
	if p.client == nil {
		return
	}
	client, err := p.client(ctx, request)
	if err != nil {
		response.Diagnostics.AddError("Cannot set up the stand-in", err.Error())
		return
	}
	response.EphemeralResourceData = client
	response.DataSourceData = client
}

func (p *standIn) Resources(context.Context) []func() resource.Resource { return nil }

func (p *standIn) DataSources(context.Context) []func() datasource.DataSource { return p.data }

func (p *standIn) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return p.ephemerals
}
