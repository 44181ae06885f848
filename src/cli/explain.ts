import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { FlowQuery, Verdict } from '../verdict';
import { addInputPaths, type ClusterChoice, clusterProps, inputPaths } from './cluster-options';
import { ExitCode, UsageError, type Io } from './io';
import { withProgress } from './progress';
import { readCluster } from './read-cluster';
import { addTargetOptions, oneOf, type TargetChoice } from './target-options';
import { tellNotes } from './tell-notes';
import { isTraffic, noteOnTraffic, parseTraffic } from './traffic-word';

interface ExplainOptions extends TargetChoice, ClusterChoice {
  readonly format: string;
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
    .option('--ip-version <version>', '4 or 6')
    .option('--quiet', 'show no progress and no notes')
    .action((source: string, destination: string, third: string | undefined, rest: string[], options: ExplainOptions) => {
      const format = oneOf('format', options.format, ['text', 'json'] as const)!;
      const ipVersion = oneOf('IP version', options.ipVersion, ['4', '6'] as const);
      const isPath = third !== undefined && !isTraffic(third) && (third === '-' || existsSync(third));
      const text = isPath ? undefined : third;
      const paths = [...isPath ? [third] : [], ...rest];
      const traffic = text === undefined ? undefined : parseTraffic(text);
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { FlowError, VerdictDecision } = require('../verdict') as typeof import('../verdict');
      try {
        const props = clusterProps(options);
        const cluster = withProgress(io, options, (progress) => readCluster(inputPaths(paths, options), props, progress));
        const query = { source, destination, traffic, ipVersion: ipVersion === undefined ? undefined : Number(ipVersion) };
        const verdict = cluster.verdict(query);
        const { decision, reason, summary, trace } = verdict;
        const parts = verdict._alternatives().map((part) => (
          { traffic: part._traffic, decision: part.decision, reason: part.reason, summary: part.summary, trace: part.trace }
        ));
        io.out(format === 'json'
          ? `${JSON.stringify({ version: 1, decision, reason, summary, trace, parts, text: verdict.toString(), notes: cluster.notes }, undefined, 2)}\n`
          : `${verdict.toString()}\n${helpAfter(verdict, query)}`);
        if (format === 'text') { tellNotes(io, [...text === undefined ? [] : noteOnTraffic(text), ...cluster.notes], options); }
        done(decision === VerdictDecision.ALLOW ? ExitCode.OK : ExitCode.FOUND);
      } catch (error) {
        if (error instanceof FlowError) { throw new UsageError(error.message); }
        throw error;
      }
    });
}

/** Where a denied flow needs a rule; of what is unknown the explanation says itself what to do. */
function helpAfter(verdict: Verdict, query: FlowQuery): string {
  if (verdict.decision !== 'deny') { return ''; }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { howToAllow } = require('../assertions') as typeof import('../assertions');
  const help = howToAllow(verdict, query);
  return help === undefined ? '' : `\nhelp: ${help}\n`;
}
