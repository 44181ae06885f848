import { bitsOf, type Ip, type Net, tryParseIp } from '../network';

/** The network of one address. */
export function hostNet(ip: Ip): Net {
  return { family: ip.family, base: ip.value, prefix: bitsOf(ip.family), masked: true };
}

/** Addresses from texts; a prefix length is left out, and so is what is no address. */
export function parseIps(texts: readonly string[]): Ip[] {
  return texts.map((text) => tryParseIp(text.split('/')[0])).filter((ip): ip is Ip => ip !== undefined);
}
