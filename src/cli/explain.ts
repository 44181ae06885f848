import type { Command } from 'commander';
import { ExitCode, UsageError, type Io } from './io';
import { addTargetOptions, targetOf, type TargetChoice } from './target-options';

interface ExplainOptions extends TargetChoice {
  readonly input: string[];
  readonly complete?: boolean;
  readonly namespace?: string;
  readonly ipVersion?: string;
}

/** `explain FROM TO [PORT]`: whether a connection is allowed, and why. */
export function explainCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  addTargetOptions(program.command('explain')
    .description('say whether a connection is allowed, which rule decides, and what came nearest')
    .argument('<from>', 'shop/web, an address, a CIDR, world, host:NODE, networkset:NAMESPACE/NAME, globalnetworkset:NAME')
    .argument('<to>', 'the same, or service:NAMESPACE/NAME')
    .argument('[traffic]', 'tcp/5432, udp/53, tcp/30000-32767, icmp/8, sctp (default: everything)'))
    .option('--input <paths...>', 'files and folders with the manifests; - is standard input', ['.'])
    .option('--complete', 'nothing exists besides the input')
    .option('--namespace <name>', 'the namespace of objects that name none')
    .option('--ip-version <version>', '4 or 6')
    .action((source: string, destination: string, text: string | undefined, options: ExplainOptions) => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { Cluster, FlowError, VerdictDecision } = require('../verdict') as typeof import('../verdict');
      const cluster = Cluster.fromFiles(options.input, { target: targetOf(options), complete: options.complete, namespace: options.namespace });
      try {
        const ipVersion = options.ipVersion === undefined ? undefined : Number(options.ipVersion);
        const verdict = cluster.verdict({ source, destination, traffic: parseTraffic(text), ipVersion });
        io.out(`${verdict.toString()}\n`);
        done(verdict.decision === VerdictDecision.ALLOW ? ExitCode.OK : ExitCode.FOUND);
      } catch (error) {
        if (error instanceof FlowError) { throw new UsageError(error.message); }
        throw error;
      }
    });
}

function parseTraffic(text: string | undefined): import('../network').Traffic | undefined {
  if (text === undefined) { return undefined; }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { Traffic, Port } = require('../network') as typeof import('../network');
  const match = /^([a-z0-9]+)(?:\/(\d+)(?:[-:](\d+))?)?$/i.exec(text);
  if (match === null) { throw new UsageError(`'${text}' is no traffic; write it like tcp/5432, tcp/30000-32767, udp/53 or icmp/8`); }
  const [, protocol, first, last] = match;
  const name = protocol.toLowerCase();
  try {
    if (name === 'icmp') { return Traffic.icmp(first === undefined ? undefined : Number(first)); }
    if (name === 'icmpv6') { return Traffic.icmpv6(first === undefined ? undefined : Number(first)); }
    const traffic = Traffic.protocol(/^\d+$/.test(name) ? Number(name) : NAMES[name] ?? protocol);
    if (first === undefined) { return traffic; }
    return traffic.toPorts(last === undefined ? Port.of(Number(first)) : Port.range(Number(first), Number(last)));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

const NAMES: Readonly<Record<string, string>> = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP', udplite: 'UDPLite' };
