package main

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-calico/cdk8s-calico-go/cdk8scalico"
	"github.com/cdk8s-calico/cdk8s-calico-go/cdk8scalico/calico"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	app := cdk8s.NewApp(nil)
	cdk8scalico.CalicoTarget_Of(cdk8scalico.CalicoVersion_V3_31, nil).ApplyTo(app)
	chart := cdk8s.NewChart(app, jsii.String("shop"), nil)
	label := func(key string) cdk8scalico.SelectorLabel { return cdk8scalico.Selector_Label(jsii.String(key)) }
	web := label("app").IsIn(jsii.String("web"), jsii.String("api")).And(label("tier").Exists())
	tier := cdk8scalico.NewTier(chart, jsii.String("security"), &cdk8scalico.TierProps{
		Order: jsii.Number(100), DefaultAction: cdk8scalico.TierDefaultAction_PASS,
	})
	cdk8scalico.NewDenyByDefault(chart, jsii.String("deny"), &cdk8scalico.DenyByDefaultProps{
		Scope: cdk8scalico.DenyScope_Cluster(&cdk8scalico.ClusterScopeOptions{Except: jsii.Strings("kube-system")}),
	})
	inside := cdk8scalico.Peer_Nets(jsii.String("10.0.0.0/8")).ExceptNets(jsii.String("10.1.0.0/16"))
	cdk8scalico.NewGlobalNetworkPolicy(chart, jsii.String("no-telnet"), &cdk8scalico.GlobalNetworkPolicyProps{
		Tier: tier, Order: jsii.Number(10), Selector: web.Negate(),
		Ingress: &[]cdk8scalico.Rule{cdk8scalico.Rule_Deny(cdk8scalico.Traffic_Tcp(jsii.Number(23))).From(inside), cdk8scalico.Rule_Pass(nil)},
	})
	shop := cdk8scalico.Peer_Selector(web).InNamespaces(jsii.String("shop"))
	cdk8scalico.NewNetworkPolicy(chart, jsii.String("database"), &cdk8scalico.NetworkPolicyProps{
		Metadata: &cdk8s.ApiObjectMetadata{Namespace: jsii.String("data"), Name: jsii.String("database")},
		Selector: cdk8scalico.Selector_Parse(jsii.String("app == 'database'")),
		Ingress: &[]cdk8scalico.Rule{
			cdk8scalico.Rule_Allow(cdk8scalico.Traffic_Tcp(jsii.Number(5432))).From(shop).Because(jsii.String("the shop reads stock")),
		},
	})
	calico.NewGlobalNetworkSet(chart, jsii.String("partners"), &calico.GlobalNetworkSetProps{
		Metadata: &cdk8s.ApiObjectMetadata{Name: jsii.String("partners")},
		Spec:     &calico.NetworkSetSpec{Nets: jsii.Strings("203.0.113.0/24")},
	})
	app.Synth()
}
