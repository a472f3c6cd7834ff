//go:build tools

// Package tools names the program that the test bed builds, so that go.mod and
// go.sum lock it with all that it is made of.
package tools

import _ "github.com/mariadb-operator/mariadb-operator/v25/cmd/controller"
