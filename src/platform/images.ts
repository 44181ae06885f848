import { CalicoTarget, CalicoVersion, isAtLeast } from '../target';

/** Where a component's program is: from v3.33 on one image holds all of them. */
export interface ComponentImage {
  readonly image: string;
  readonly command?: string[];
}

/** Until v3.32 each component has an image of its own. The tag is that of the target's first release; say another where patches count. */
export function typhaImage(target: CalicoTarget, image?: string): ComponentImage {
  if (image !== undefined) {
    return { image };
  }
  return isAtLeast(target.version, CalicoVersion.V3_33)
    ? { image: `quay.io/calico/calico:${target.version}.0`, command: ['calico', 'component', 'typha'] }
    : { image: `quay.io/calico/typha:${target.version}.0` };
}

/** calicoctl's image. */
export function calicoctlImage(target: CalicoTarget, image?: string): ComponentImage {
  if (image !== undefined) {
    return { image };
  }
  return isAtLeast(target.version, CalicoVersion.V3_33)
    ? { image: `quay.io/calico/calico:${target.version}.0`, command: ['/usr/bin/calicoctl'] }
    : { image: `quay.io/calico/ctl:${target.version}.0` };
}
