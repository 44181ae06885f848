from cdk8s import ApiObjectMetadata, App, Chart
from cdk8s_calico import (CalicoTarget, CalicoVersion, DenyByDefault, DenyScope, GlobalNetworkPolicy, NetworkPolicy, Peer, Rule, Selector, Tier,
                          TierDefaultAction, Traffic, calico)

app = App()
CalicoTarget.of(CalicoVersion.V3_31).apply_to(app)
chart = Chart(app, "shop")
web = Selector.label("app").is_in("web", "api").and_(Selector.label("tier").exists())
tier = Tier(chart, "security", order=100, default_action=TierDefaultAction.PASS)
DenyByDefault(chart, "deny", scope=DenyScope.cluster(except_=["kube-system"]))
GlobalNetworkPolicy(chart, "no-telnet", tier=tier, order=10, selector=web.negate(),
                    ingress=[Rule.deny(Traffic.tcp(23)).from_(Peer.nets("10.0.0.0/8").except_nets("10.1.0.0/16")), Rule.pass_()])
NetworkPolicy(chart, "database", metadata=ApiObjectMetadata(namespace="data", name="database"), selector=Selector.parse("app == 'database'"),
              ingress=[Rule.allow(Traffic.tcp(5432)).from_(Peer.selector(web).in_namespaces("shop")).because("the shop reads stock")])
calico.GlobalNetworkSet(chart, "partners", metadata=ApiObjectMetadata(name="partners"), spec=calico.NetworkSetSpec(nets=["203.0.113.0/24"]))
app.synth()
