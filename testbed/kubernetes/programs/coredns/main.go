// Command coredns is CoreDNS with the plugins that name the services of a
// cluster, and none that speak to somebody's cloud: those are most of its code.
package main

import (
	"github.com/coredns/coredns/core/dnsserver"
	"github.com/coredns/coredns/coremain"

	_ "github.com/coredns/coredns/plugin/bind"
	_ "github.com/coredns/coredns/plugin/cache"
	_ "github.com/coredns/coredns/plugin/errors"
	_ "github.com/coredns/coredns/plugin/health"
	_ "github.com/coredns/coredns/plugin/kubernetes"
	_ "github.com/coredns/coredns/plugin/ready"
)

func main() {
	// The order in which a question passes them.
	dnsserver.Directives = []string{
		"bind",
		"ready",
		"health",
		"errors",
		"cache",
		"kubernetes",
	}
	coremain.Run()
}
