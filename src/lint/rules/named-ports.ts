import { type HostEndpoint, type InternedSelector, type NamedPort, type Policy, type PolicyRule, protocolName, type RuleEntity, type Workload } from '../../cluster';
import { slipOf } from '../../findings';
import { type Direction, DIRECTIONS, type Side, sidePath, SIDES } from '../effects';
import { type LintRule } from '../rule';
import { type LintView } from '../view';

/** Only where nothing else exists: elsewhere other repositories hold the pods. */
export const missingNamedPorts: LintRule = {
  codes: ['CAL3028'],
  check(view, report) {
    if (!view.isComplete) { return; }
    const declared = new DeclaredPorts(view);
    for (const policy of view.model.policies) {
      // A rule of Kubernetes' kinds becomes one for each of its peers.
      const told = new Set<string>();
      for (const direction of DIRECTIONS) {
        for (const rule of policy[direction]) {
          for (const side of SIDES) {
            for (const { name, help } of missing(rule, side, () => declared.of(policy, direction, side, rule[side]))) {
              const path = sidePath(policy, rule, side, 'ports');
              const key = `${path.join(' ')} ${name}`;
              if (told.has(key)) { continue; }
              told.add(key);
              report.addFor('CAL3028', policy.source, {
                message: `no pod and no host endpoint that this rule has as its ${side} declares ${portOf(name, rule)}: the rule matches no packet by this name`,
                help,
                path,
              });
            }
          }
        }
      }
    }
  },
};

interface Missing {
  readonly name: string;
  readonly help: string;
}

/** The names that nothing declares. A rule may list what ports are called here and elsewhere: of those, only slips of the pen. */
function missing(rule: PolicyRule, side: Side, declaredPorts: () => readonly NamedPort[] | undefined): Missing[] {
  const { ports } = rule[side];
  const declared = ports === undefined || ports.names.length === 0 ? undefined : declaredPorts();
  if (declared === undefined) { return []; }
  const matching = new Set(declared.filter(({ protocol }) => rule.protocol === undefined || rule.protocol === protocol).map(({ name }) => name));
  const matchesSome = ports!.ranges.length > 0 || ports!.names.some((name) => matching.has(name));
  const meant = [...matching].filter((name) => !ports!.names.includes(name)); // `http, https` is no slip where only http is declared
  return ports!.names.filter((name) => !matching.has(name)).flatMap((name): Missing[] => {
    const slip = slipOf(name, meant);
    if (slip !== undefined) { return [{ name, help: `did you mean ${slip}?` }]; }
    if (matchesSome) { return []; }
    const other = declared.find((port) => port.name === name);
    const help = other === undefined ? 'give a port of the containers that are meant this name, or write its number'
      : `port ${name} is declared for ${protocolName(other.protocol)}: let rule and port have the same protocol`;
    return [{ name, help }];
  });
}

function portOf(name: string, { protocol }: PolicyRule): string {
  return `a${protocol === undefined ? '' : ` ${protocolName(protocol)}`} port named ${name}`;
}

/** The named ports of what a side of a rule may be. */
class DeclaredPorts {
  private readonly endpoints: readonly (Workload | HostEndpoint)[];
  private readonly known = new Map<string, readonly NamedPort[] | undefined>();

  public constructor(private readonly view: LintView) {
    const { hostEndpoints, workloads } = view.model;
    // Pods in the network of their node are no endpoints.
    this.endpoints = [...workloads.filter(({ hostNetwork }) => !hostNetwork), ...hostEndpoints];
  }

  /** Undefined where the side is no endpoint at all, which other findings tell. */
  public of(policy: Policy, direction: Direction, side: Side, { selector }: RuleEntity): readonly NamedPort[] | undefined {
    const isOwn = (direction === 'ingress') === (side === 'destination');
    // What a host endpoint's policy judges may be for another endpoint: one of the same address, or one that it is forwarded to.
    const own = isOwn && !this.view.selections.maySelect(policy.selector, ['hostEndpoint']) ? policy.selector : undefined;
    const key = `${own?.index} ${selector?.index}`;
    if (!this.known.has(key)) { this.known.set(key, this.portsOf([own, selector])); }
    return this.known.get(key);
  }

  private portsOf(selectors: readonly (InternedSelector | undefined)[]): readonly NamedPort[] | undefined {
    let endpoints = this.endpoints;
    for (const selector of selectors) { if (selector !== undefined) { endpoints = this.view.selections.selected(endpoints, selector); } }
    return endpoints.length === 0 ? undefined : endpoints.flatMap(({ ports }) => ports);
  }
}
