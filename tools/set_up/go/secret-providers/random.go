package main

import (
	"context"
	"crypto/rand"
	"math/big"

	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	ephemeralschema "github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func randomProvider() *standIn {
	return &standIn{name: "random", ephemerals: ephemerals(randomPassword)}
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

var randomPassword = &ephemeralBlock{
	typeName: "random_password",
	attributes: map[string]ephemeralschema.Attribute{
		"length":      ephemeralschema.Int64Attribute{Required: true},
		"special":     ephemeralschema.BoolAttribute{Optional: true, Computed: true},
		"result":      ephemeralschema.StringAttribute{Computed: true, Sensitive: true},
		"bcrypt_hash": ephemeralschema.StringAttribute{Computed: true, Sensitive: true},
	},
	read: func(ctx context.Context, _ any, request ephemeral.OpenRequest, response *ephemeral.OpenResponse) {
		var length types.Int64
		response.Diagnostics.Append(request.Config.GetAttribute(ctx, path.Root("length"), &length)...)
		if response.Diagnostics.HasError() {
			return
		}
		made := make([]byte, length.ValueInt64())
		for i := range made {
			drawn, err := rand.Int(rand.Reader, big.NewInt(int64(len(letters))))
			if err != nil {
				response.Diagnostics.AddError("Cannot draw", err.Error())
				return
			}
			made[i] = letters[drawn.Int64()]
		}
		response.Result.Raw = request.Config.Raw.Copy()
		response.Diagnostics.Append(response.Result.SetAttribute(ctx, path.Root("result"), string(made))...)
	},
}
