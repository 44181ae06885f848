import io.github.cdk8scalico.*;
import java.util.List;
import org.cdk8s.ApiObjectMetadata;
import org.cdk8s.App;
import org.cdk8s.Chart;

public class Main {
    public static void main(String[] args) {
        App app = new App();
        CalicoTarget.of(CalicoVersion.V3_31).applyTo(app);
        Chart chart = new Chart(app, "shop");
        Selector web = Selector.label("app").isIn("web", "api").and(Selector.label("tier").exists());
        Tier tier = Tier.Builder.create(chart, "security").order(100).defaultAction(TierDefaultAction.PASS).build();
        DenyScope scope = DenyScope.cluster(ClusterScopeOptions.builder().except(List.of("kube-system")).build());
        DenyByDefault.Builder.create(chart, "deny").scope(scope).build();
        GlobalNetworkPolicy.Builder.create(chart, "no-telnet").tier(tier).order(10).selector(web.negate())
            .ingress(List.of(Rule.deny(Traffic.tcp(23)).from(Peer.nets("10.0.0.0/8").exceptNets("10.1.0.0/16")), Rule.pass())).build();
        NetworkPolicy.Builder.create(chart, "database")
            .metadata(ApiObjectMetadata.builder().namespace("data").name("database").build()).selector(Selector.parse("app == 'database'"))
            .ingress(List.of(Rule.allow(Traffic.tcp(5432)).from(Peer.selector(web).inNamespaces("shop")).because("the shop reads stock"))).build();
        io.github.cdk8scalico.calico.GlobalNetworkSet.Builder.create(chart, "partners")
            .metadata(ApiObjectMetadata.builder().name("partners").build())
            .spec(io.github.cdk8scalico.calico.NetworkSetSpec.builder().nets(List.of("203.0.113.0/24")).build()).build();
        app.synth();
    }
}
