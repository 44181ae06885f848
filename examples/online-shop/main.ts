import { App } from 'cdk8s';
import { addShop } from './shop';
import { CalicoTarget, CalicoVersion } from 'cdk8s-calico';

const app = new App();
CalicoTarget.of(CalicoVersion.V3_31).applyTo(app);
addShop(app);
app.synth();
