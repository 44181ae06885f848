import { Construct } from 'constructs';
import { FelixConfiguration } from './felix-configuration';
import { hasInstallation, Installation } from './installation';

/** Properties of ApplicationLayerPolicy. */
export interface ApplicationLayerPolicyProps {
  /**
   * Where the kubelet looks for FlexVolume plugins. Written only where the app has an Installation.
   * @default /usr/libexec/kubernetes/kubelet-plugins/volume/exec/nodeagent~uds
   */
  readonly flexVolumePath?: string;
}

const FLEX_VOLUME_PATH = '/usr/libexec/kubernetes/kubelet-plugins/volume/exec/nodeagent~uds';

/**
 * What `http` in a rule needs: Felix opens its sockets to the pods' sidecars, and the operator installs the volume plugin that
 * brings them there. Beside it every pod that the rules select needs an Envoy sidecar that asks Dikastes, Calico's checker.
 *
 * Without all of it an `http` rule is enforced as if `http` were not there: Felix knows addresses and ports only.
 * Service accounts in rules need nothing of this.
 *
 * @example
 * new ApplicationLayerPolicy(chart, 'http');
 */
export class ApplicationLayerPolicy extends Construct {
  /** The Dikastes container for a pod's template, as text: it shares the volumes with the Envoy sidecar. */
  public static dikastesContainer(image: string): string {
    return [
      '- name: dikastes',
      `  image: ${image}`,
      '  args: ["server", "-l", "/var/run/dikastes/dikastes.sock", "-d", "/var/run/felix/nodeagent/socket"]',
      '  securityContext:',
      '    allowPrivilegeEscalation: false',
      '  volumeMounts:',
      '  - { name: dikastes-sock, mountPath: /var/run/dikastes }',
      '  - { name: felix-sync, mountPath: /var/run/felix }',
      '# volumes of the pod:',
      '# - { name: dikastes-sock, emptyDir: { medium: Memory } }',
      '# - { name: felix-sync, flexVolume: { driver: nodeagent/uds } }',
      '',
    ].join('\n');
  }

  public constructor(scope: Construct, id: string, props: ApplicationLayerPolicyProps = {}) {
    super(scope, id);
    new FelixConfiguration(this, 'Felix', { applicationLayerPolicy: true });
    if (hasInstallation(this)) {
      new Installation(this, 'Installation', { flexVolumePath: props.flexVolumePath ?? FLEX_VOLUME_PATH });
    }
  }
}
