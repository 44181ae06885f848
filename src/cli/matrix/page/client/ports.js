const PORT_PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

/** A port that somebody looks for: `5432`, `tcp/5432`, `udp 53`. @param {string} text @returns {{ port: number, protocols: string[] } | undefined} */
function portQuery(text) {
  const match = /^(?:(tcp|udp|sctp)[ /])?(\d{1,5})$/i.exec(text);
  return match === null ? undefined : { port: Number(match[2]), protocols: match[1] === undefined ? PORT_PROTOCOLS : [match[1].toUpperCase()] };
}

/** Whether traffic in words holds a port of one of the protocols. @param {string} traffic @param {{ port: number, protocols: string[] }} query */
function carries(traffic, { port, protocols }) {
  if (traffic === '') return false;
  if (traffic === 'everything') return true;
  const but = 'everything but ';
  const isRest = traffic.startsWith(but);
  const parts = (isRest ? traffic.slice(but.length) : traffic).split('; ');
  return protocols.some((protocol) => parts.some((part) => holdsPort(part, protocol, port)) !== isRest);
}

/** @param {string} part like `TCP`, or `TCP 80, 8000:8100` @param {string} protocol @param {number} port */
function holdsPort(part, protocol, port) {
  if (part === protocol) return true;
  return part.startsWith(`${protocol} `) && part.slice(protocol.length + 1).split(', ').some((range) => {
    const [first, last = first] = range.split(':').map(Number);
    return port >= first && port <= last;
  });
}
