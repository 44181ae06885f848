export { adviceForCidr, Cidr } from './cidr';
export { adviceForAddress, IpAddress } from './ip-address';
export { looksLikeHostName } from './host-name';
export { bitsOf, type Ip, isSameIp, printIp, tryParseIp } from './ip';
export {
  lastIp, type Net, netContainsIp, netContainsNet, netOf, netsOverlap, printNet, tryParseGoCidr, tryParseNet, tryParseNetOrIp,
} from './net';
export { Port, portNameProblem } from './port';
export { Protocol } from './protocol';
export { type HttpMatch, type HttpPath, Traffic } from './traffic';
export { type IcmpMatch, type TrafficParts, type TrafficRule, type TrafficRulePorts } from './traffic-parts';
