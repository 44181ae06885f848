import { Severity } from '../findings';

export interface CodeInfo {
  readonly title: string;
  /** How bad it is where nobody refuses it. */
  readonly severity: Severity;
}

const error = (title: string): CodeInfo => ({ title, severity: Severity.ERROR });
const warning = (title: string): CodeInfo => ({ title, severity: Severity.WARNING });

/** Every code of this room, by subject. A code keeps its meaning for ever; docs/findings has a page for each. */
export const CODES: Readonly<Record<string, CodeInfo>> = {
  // documents and fields
  CAL1001: error('unknown kind'),
  CAL1002: error('wrong apiVersion'),
  CAL1003: error('kind that the target version lacks'),
  CAL1004: error('ports without a protocol'),
  CAL1005: error('unknown field'),
  CAL1006: error('field in the wrong case'),
  CAL1007: error('field that the target version lacks'),
  CAL1008: error('value of the wrong type'),
  CAL1009: warning('null value'),
  CAL1010: error('value that the field does not take'),
  CAL1011: error('number out of range'),
  CAL1012: error('text of the wrong form or length'),
  CAL1013: error('too few or too many entries'),
  CAL1014: warning('repetition in a list'),
  CAL1015: error('missing field'),
  CAL1016: warning('status in a manifest'),
  CAL1017: error('syntax of the other NetworkPolicy'),
  CAL1018: error('field of the commercial editions'),
  CAL1019: error('not a duration'),
  // names and metadata
  CAL1020: error('missing name'),
  CAL1021: error('not a name'),
  CAL1022: error('not a label'),
  CAL1023: error('not an annotation'),
  CAL1024: error('namespace on a kind of the whole cluster'),
  CAL1025: error('policy name without its tier'),
  CAL1026: error('name that nothing reads'),
  CAL1027: error('reference that is not a name'),
  CAL1028: error('not the name of an interface'),
  CAL1029: error('not a regular expression'),
  CAL1030: error('reserved label'),
  CAL1031: error('kind that cannot be applied this way'),
  CAL1032: warning('acknowledgement without effect'),
  // selectors
  CAL1040: error('selector that cannot be read'),
  CAL1041: error('global() in the wrong place'),
  CAL1042: error('blank selector'),
  // addresses
  CAL1050: error('not a network'),
  CAL1051: error('network with host bits'),
  CAL1052: error('address where a network is expected'),
  CAL1053: error('IPv4 and IPv6 in one rule'),
  CAL1054: error('networks of another IP version than the rule'),
  CAL1055: error('everything excluded'),
  CAL1056: error('not an IP address'),
  CAL1057: error('address of the wrong IP version'),
  // rules
  CAL1060: error('action'),
  CAL1061: error('protocol'),
  CAL1062: error('port'),
  CAL1063: error('name of a port'),
  CAL1064: error('ports of a protocol without ports'),
  CAL1065: error('ICMP type without ICMP'),
  CAL1066: error('ICMP code without a type'),
  CAL1067: error('ICMP of the other IP version'),
  CAL1068: error('HTTP match without TCP'),
  CAL1069: error('HTTP match in a rule that does not allow'),
  CAL1070: error('HTTP match in egress'),
  CAL1071: error('HTTP method twice'),
  CAL1072: error('HTTP path'),
  CAL1073: error('services on the wrong side'),
  CAL1074: error('services with ports'),
  CAL1075: error('services with other criteria'),
  CAL1076: error('services without a name'),
  CAL1077: error('services without a namespace'),
  // policies
  CAL1080: error('type twice'),
  CAL1081: warning('types not written'),
  CAL1082: error('preDNAT with egress'),
  CAL1083: error('preDNAT with doNotTrack'),
  CAL1084: error('applyOnForward missing'),
  CAL1085: error('staged removal with content'),
  // tiers and host endpoints
  CAL1100: error('order of a built-in tier'),
  CAL1101: error('default action of a built-in tier'),
  CAL1104: error('host endpoint of nothing'),
  CAL1105: error('host endpoint without a node'),
  CAL1106: error('named port of a host endpoint'),
  // pools
  CAL1110: error('pool without a network'),
  CAL1111: error('link-local pool'),
  CAL1112: error('block size'),
  CAL1113: error('pool smaller than a block'),
  CAL1114: error('IPIP and VXLAN'),
  CAL1115: error('IPIP for IPv6'),
  CAL1116: error('settings of a load balancer pool'),
  CAL1117: error('uses of a load balancer pool'),
  CAL1118: error('tunnel pool of namespaces'),
  // BGP
  CAL1130: error('not an AS number'),
  CAL1131: error('not the address of a peer'),
  CAL1132: error('BGP fields that exclude each other'),
  CAL1133: error('workload peer without an AS number'),
  CAL1134: error('reachableBy'),
  CAL1136: error('BGP filter without a match'),
  CAL1137: error('operations of a rejecting BGP filter'),
  CAL1138: error('not a BGP community'),
  CAL1139: error('unused BGP communities'),
  CAL1140: error('mesh setting without a mesh'),
  // Felix
  CAL1150: error('node port ranges'),
  CAL1151: error('OpenStack region'),
  CAL1152: error('two forms of routing table ranges'),
  CAL1153: error('too many routing tables'),
  CAL1154: error('range of routing tables'),
  CAL1155: error('health timeout'),
  CAL1156: error('protocol of a failsafe port'),
  CAL1157: error('nodeSelector on the default configuration'),
  // Kubernetes policies
  CAL1180: error('label selector'),
  CAL1181: error('exception outside of its network'),
  CAL1182: error('peer of a Kubernetes NetworkPolicy'),
  CAL1183: error('podSelector missing'),
  CAL1184: error('named port beyond pods'),
};

/** A field of the wrong name is one mistake, what stands in it another. */
export const NAMING_CODES: readonly string[] = ['CAL1005', 'CAL1006', 'CAL1007', 'CAL1017', 'CAL1018'];

export function codeInfo(code: string): CodeInfo {
  return CODES[code];
}
