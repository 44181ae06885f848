import { Severity } from '../findings';

export interface LintCode {
  readonly title: string;
  /** How bad it is; a rule may say otherwise for one finding. */
  readonly severity: Severity;
}

const error = (title: string): LintCode => ({ title, severity: Severity.ERROR });
const warning = (title: string): LintCode => ({ title, severity: Severity.WARNING });
const note = (title: string): LintCode => ({ title, severity: Severity.NOTE });

/** Every code of this room, by subject. A code keeps its meaning for ever; docs/findings has a page for each. */
export const LINT_CODES: Readonly<Record<string, LintCode>> = {
  // effects of one policy among the others
  CAL2001: warning('global policy on everything'),
  CAL2002: warning('notSelector that stays in the namespace'),
  CAL2003: warning('isolation without an allow'),
  CAL2004: warning('serviceAccounts without content'),
  CAL2005: warning('default deny without DNS'),
  CAL2006: warning('kube-system is cut off'),
  CAL2007: warning('Pass in the last tier'),
  CAL2008: note('tier with staged policies only'),
  CAL2009: warning('rules after one that matches everything'),
  CAL2010: warning('policy behind one that decides everything'),
  CAL2011: warning('rules without their type'),
  CAL2012: note('label that nothing has, almost'),
  CAL2013: warning('rule for the wrong end'),
  CAL2014: warning('policy behind a tier that drops the rest'),
  // hosts
  CAL2020: warning('host endpoint that drops everything'),
  CAL2021: warning('failsafe ports are off'),
  CAL2022: warning('deny of failsafe ports'),
  CAL2023: warning('untracked policy for all interfaces'),
  CAL2024: warning('deny of node ports after their translation'),
  // dataplanes
  CAL2030: warning('HTTP match that nobody enforces'),
  CAL2031: warning('not supported on Windows'),
  CAL2032: warning('not supported by eBPF'),
  CAL2033: error('ICMP type and code under nftables'),
  // tiers and order
  CAL3001: error('tier that does not exist'),
  CAL3002: warning('tier without order'),
  CAL3003: warning('tiers of the same order'),
  CAL3004: warning('policies of the same order that disagree'),
  // names
  CAL3010: error('the same object twice'),
  CAL3011: error('policy with and without the prefix of its tier'),
  // references
  CAL3020: warning('service that does not exist'),
  CAL3021: warning('namespace that does not exist'),
  CAL3022: error('BGP filter that does not exist'),
  CAL3023: warning('node that does not exist'),
  CAL3024: warning('policy that selects nothing'),
  CAL3025: note('rule that selects nothing'),
  CAL3026: warning('network set that nothing selects'),
  CAL3027: warning('staged removal of nothing'),
  CAL3028: note('named port that nothing declares'),
  // addresses
  CAL3030: error('overlapping IP pools'),
};
