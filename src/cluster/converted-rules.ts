import { type FieldPath } from '../manifest';
import { type Net } from '../network';
import { type BuildContext } from './build-context';
import { type ProtocolPorts } from './kubernetes-ports';
import { type PolicyRule, type RuleAction, type RuleEntity } from './model';
import { protocolNumber } from './protocols';
import { buildEntitySelectors, writtenSelectors } from './rule-builder';

/** One peer of a Kubernetes rule. All empty: everybody. */
export interface ConvertedPeer {
  readonly selector: string;
  readonly namespaceSelector: string;
  readonly nets: readonly Net[];
  readonly notNets: readonly Net[];
}

export const ANY_PEER: ConvertedPeer = { selector: '', namespaceSelector: '', nets: [], notNets: [] };

const NOTHING: RuleEntity = { written: {} };

/** A rule of a Kubernetes kind before Calico multiplies it out. */
export interface ConvertedRule {
  readonly action: RuleAction;
  readonly ports: readonly ProtocolPorts[];
  /** No peer at all is written as `ANY_PEER`. */
  readonly peers: readonly ConvertedPeer[];
  readonly path: FieldPath;
}

/** One Calico rule for each protocol and peer, protocols in the outer loop: traces count them in this order. */
export function expandRules(
  context: BuildContext, direction: 'ingress' | 'egress', namespace: string, rules: readonly ConvertedRule[],
): PolicyRule[] {
  const expanded: PolicyRule[] = [];
  for (const rule of rules) {
    for (const { protocol, ports } of rule.ports) {
      const portMatch = ports === undefined ? {} : { ports: context.interner.ports(ports.ranges, ports.names) };
      for (const peer of rule.peers) {
        const entity = peerEntity(context, peer, namespace);
        expanded.push({
          index: expanded.length,
          action: rule.action,
          protocol: protocol === '' ? undefined : protocolNumber(protocol),
          hasHttp: false,
          source: direction === 'ingress' ? entity : NOTHING,
          destination: direction === 'ingress' ? { ...NOTHING, ...portMatch } : { ...entity, ...portMatch },
          path: rule.path,
        });
      }
    }
  }
  return expanded;
}

/** What the user asked for, without the clause that keeps hosts and sets out. */
function withoutOrchestrator(selector: string): string | undefined {
  const [, ...own] = selector.split(' && ');
  return selector === '' ? undefined : own.join(' && ') || 'all()';
}

function peerEntity(context: BuildContext, peer: ConvertedPeer, namespace: string): RuleEntity {
  const selectors = { ...peer, notSelector: '', serviceAccountNames: [], serviceAccountSelector: '' };
  return {
    ...buildEntitySelectors(context, selectors, namespace),
    written: { ...writtenSelectors(selectors), selector: withoutOrchestrator(peer.selector) },
    nets: peer.nets.length === 0 ? undefined : context.interner.nets(peer.nets),
    notNets: peer.notNets.length === 0 ? undefined : context.interner.nets(peer.notNets),
  };
}
