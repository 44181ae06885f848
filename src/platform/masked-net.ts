import { printIp, printNet, tryParseIp, tryParseNet } from '../network';

/** A network written the way every part of Calico takes it: an address gets its full prefix, host bits are dropped. Undefined for anything else. */
export function maskedNet(text: string): string | undefined {
  const ip = tryParseIp(text);
  if (ip) {
    return `${printIp(ip)}/${ip.family === 4 ? 32 : 128}`;
  }
  const net = tryParseNet(text);
  return net ? printNet(net) : undefined;
}
