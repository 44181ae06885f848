import { rulesOf, SCTP } from '../../cluster';
import { Dataplane } from '../../target';
import { type LintReport } from '../report';
import { type LintRule } from '../rule';
import { type LintView } from '../view';

const on = (dataplane: Dataplane, check: LintRule['check']): LintRule['check'] => (view, report) => {
  if (view.options.target.dataplane === dataplane) { check(view, report); }
};

/** What the Windows dataplane leaves out. */
export const windows: LintRule = {
  codes: ['CAL2031'],
  check: on(Dataplane.WINDOWS, (view, report) => {
    for (const policy of view.model.policies) {
      const unsupported = rulesOf(policy).find(({ action, hasHttp }) => action === 'Log' || hasHttp);
      if (unsupported === undefined) { continue; }
      report.addFor('CAL2031', policy.source, {
        message: unsupported.hasHttp ? 'Windows nodes enforce no HTTP matches' : 'Windows nodes do not log: the rule does nothing there',
        path: unsupported.path,
      });
    }
    for (const endpoint of view.model.hostEndpoints.filter(({ isAutomatic }) => !isAutomatic)) {
      report.addFor('CAL2031', endpoint.source, { message: 'Windows nodes have no host endpoints: no policy protects this host', path: ['spec'] });
    }
    felixFields(view, report, ['wireguardEnabled', 'wireguardEnabledV6'], 'CAL2031', 'Windows nodes have no WireGuard: their traffic is not encrypted');
  }),
};

/** What the eBPF dataplane leaves out. */
export const ebpf: LintRule = {
  codes: ['CAL2032'],
  check: on(Dataplane.EBPF, (view, report) => {
    for (const policy of view.model.policies) {
      const sctp = rulesOf(policy).find(({ protocol }) => protocol === SCTP);
      if (sctp === undefined) { continue; }
      report.addFor('CAL2032', policy.source, { message: 'the eBPF dataplane does not support SCTP', help: 'use iptables or nftables where SCTP is needed', path: sctp.path });
    }
  }),
};

/** nft refuses what Felix renders for it; Felix gives up, and the node enforces nothing new. */
export const nftables: LintRule = {
  codes: ['CAL2033'],
  check: on(Dataplane.NFTABLES, (view, report) => {
    for (const policy of view.model.policies) {
      const withCode = rulesOf(policy).find(({ icmp, notIcmp }) => icmp?.code !== undefined || notIcmp?.code !== undefined);
      if (policy.isStaged || withCode === undefined) { continue; }
      report.addFor('CAL2033', policy.source, {
        message: 'with nftables Felix cannot program an ICMP type together with a code: it restarts again and again, and the node stays without policy',
        help: 'leave the code out',
        path: [...withCode.path, withCode.icmp?.code === undefined ? 'notICMP' : 'icmp'],
      });
    }
  }),
};

function felixFields(view: LintView, report: LintReport, fields: readonly string[], code: string, message: string): void {
  for (const felix of view.ofKind('FelixConfiguration')) {
    for (const field of fields.filter((name) => felix.spec[name] === true)) { report.add(code, felix, { message, path: ['spec', field] }); }
  }
}
