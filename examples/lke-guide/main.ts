import { App, Chart } from 'cdk8s';
import { CalicoTarget, CalicoVersion } from 'cdk8s-calico';

const app = new App();
CalicoTarget.of(CalicoVersion.V3_31).applyTo(app);
new Chart(app, 'lke-guide');
app.synth();
