import { Construct } from 'constructs';
import { FelixConfiguration } from './felix-configuration';
import { isWithoutFlexVolume, writeInstallation } from './installation';

/** Properties of ApplicationLayerPolicy. */
export interface ApplicationLayerPolicyProps {
  /**
   * The folder in which the kubelet looks for FlexVolume plugins, with a slash at its end: the operator puts `nodeagent~uds` into it.
   * Written only where the app has an Installation.
   * @default - not written: the usual folder of the provider
   */
  readonly flexVolumePath?: string;
}

/**
 * What `http` in a rule needs: Felix opens its sockets to the pods' sidecars, and the operator installs the volume plugin that
 * brings them there, unless the Installation says `None`. Beside it every pod that the rules select needs an Envoy sidecar that asks Dikastes, Calico's checker.
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
    if (props.flexVolumePath !== undefined) {
      writeInstallation(this, { flexVolumePath: props.flexVolumePath });
    }
    this.node.addValidation({
      validate: () => (isWithoutFlexVolume(this) ? [
        'the Installation of this app has flexVolumePath None, so no sidecar gets Felix\'s sockets and http in rules is not enforced. Leave flexVolumePath out there.',
      ] : []),
    });
  }
}
