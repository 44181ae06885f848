import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { addInputPaths, inputPaths } from './input-paths';
import { ExitCode, UsageError, type Io } from './io';
import { withProgress } from './progress';
import { readCluster } from './read-cluster';
import { addTargetOptions, targetOf, type TargetChoice } from './target-options';

interface ExplainOptions extends TargetChoice {
  readonly with?: string[];
  readonly format: string;
  readonly complete?: boolean;
  readonly namespace?: string;
  readonly ipVersion?: string;
  readonly quiet?: boolean;
}

/** `explain FROM TO [TRAFFIC] [PATHS…]`: whether a connection is allowed, and why. */
export function explainCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  addTargetOptions(addInputPaths(program.command('explain')
    .description('say whether a connection is allowed, which rule decides, and what came nearest')
    .argument('<from>', 'shop/web, an address, a CIDR, world, host:NODE, networkset:NAMESPACE/NAME, globalnetworkset:NAME')
    .argument('<to>', 'the same, or service:NAMESPACE/NAME')
    .argument('[traffic]', 'tcp/5432, udp/53, tcp/30000:32767, icmp/8, sctp (default: everything; to a service, its ports)')))
    .option('--format <format>', 'text or json', 'text')
    .option('--complete', 'nothing exists besides the input')
    .option('--namespace <name>', 'the namespace of objects that name none')
    .option('--ip-version <version>', '4 or 6')
    .option('--quiet', 'show no progress')
    .action((source: string, destination: string, third: string | undefined, rest: string[], options: ExplainOptions) => {
      if (options.format !== 'text' && options.format !== 'json') { throw new UsageError(`explain has no format '${options.format}', only text and json`); }
      const isPath = third !== undefined && !isTraffic(third) && (third === '-' || existsSync(third));
      const text = isPath ? undefined : third;
      const paths = [...isPath ? [third] : [], ...rest];
      const traffic = parseTraffic(text);
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { FlowError, VerdictDecision } = require('../verdict') as typeof import('../verdict');
      try {
        const target = targetOf(options);
        const cluster = withProgress(io, options, (progress) => (
          readCluster(inputPaths(paths, options), { target, complete: options.complete, namespace: options.namespace }, progress)
        ));
        const ipVersion = options.ipVersion === undefined ? undefined : Number(options.ipVersion);
        const verdict = cluster.verdict({ source, destination, traffic, ipVersion });
        const { decision, reason, summary, trace } = verdict;
        const parts = verdict._alternatives().map((part) => (
          { traffic: part._traffic, decision: part.decision, reason: part.reason, summary: part.summary, trace: part.trace }
        ));
        io.out(options.format === 'json'
          ? `${JSON.stringify({ version: 1, decision, reason, summary, trace, parts, text: verdict.toString(), notes: cluster.notes }, undefined, 2)}\n`
          : `${verdict.toString()}\n`);
        done(decision === VerdictDecision.ALLOW ? ExitCode.OK : ExitCode.FOUND);
      } catch (error) {
        if (error instanceof FlowError) { throw new UsageError(error.message); }
        throw error;
      }
    });
}

const TRAFFIC = /^([a-z0-9]+)(?:\/(\d+)(?:[-:](\d+))?)?$/i;

/** A third word is traffic when it starts with a protocol; a file of that name is written ./tcp. */
function isTraffic(text: string): boolean {
  const protocol = TRAFFIC.exec(text)?.[1].toLowerCase();
  return protocol !== undefined && (protocol in NAMES || /^(icmp|icmpv6|\d+)$/.test(protocol));
}

const HOW_TRAFFIC_IS_WRITTEN = 'write it like tcp/5432, tcp/30000:32767, udp/53 or icmp/8';

function parseTraffic(text: string | undefined): import('../network').Traffic | undefined {
  if (text === undefined) { return undefined; }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { Traffic, Port } = require('../network') as typeof import('../network');
  const match = TRAFFIC.exec(text);
  if (match === null) { throw new UsageError(`'${text}' is no traffic; ${HOW_TRAFFIC_IS_WRITTEN} (and there is no such file)`); }
  const [, protocol, first, last] = match;
  const name = protocol.toLowerCase();
  try {
    if (name === 'icmp') { return Traffic.icmp(first === undefined ? undefined : Number(first)); }
    if (name === 'icmpv6') { return Traffic.icmpv6(first === undefined ? undefined : Number(first)); }
    const traffic = Traffic.protocol(/^\d+$/.test(name) ? Number(name) : NAMES[name] ?? protocol);
    if (first === undefined) { return traffic; }
    return traffic.toPorts(last === undefined ? Port.of(Number(first)) : Port.range(Number(first), Number(last)));
  } catch (error) {
    throw new UsageError(`'${text}' is no traffic; ${HOW_TRAFFIC_IS_WRITTEN}. ${error instanceof Error ? error.message : String(error)}`);
  }
}

const NAMES: Readonly<Record<string, string>> = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP', udplite: 'UDPLite' };
