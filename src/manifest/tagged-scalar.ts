import { UnreadableError } from './events';
import type { Json } from './json';
import { plainScalarValue } from './plain-scalar';

const PREFIX = 'tag:yaml.org,2002:';

/** The value of a scalar with an explicit tag. `!` and tags that kubectl does not know leave the text as it is. */
export function taggedScalarValue(tag: string, source: string, offset: number): Json {
  const name = tag.startsWith('!!') ? tag.slice(2) : tag.startsWith(`!<${PREFIX}`) ? tag.slice(2 + PREFIX.length, -1) : tag;
  const value = plainScalarValue(source);
  const refuse = () => new UnreadableError(`'${source}' does not fit its tag ${tag}`, offset);
  switch (name) {
    case 'null':
      if (value !== null) throw refuse();
      return value;
    case 'bool':
      if (typeof value !== 'boolean') throw refuse();
      return value;
    case 'int':
      if (typeof value !== 'number' || !/^[-+]?(?:0[xXoObB])?[\da-fA-F_]+$/.test(source) || !Number.isInteger(value)) throw refuse();
      return value;
    case 'float':
      if (typeof value !== 'number') throw refuse();
      return value;
    case 'binary': {
      const compact = source.replace(/[\r\n]/g, '');
      if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) throw refuse();
      return Buffer.from(compact, 'base64').toString('utf8');
    }
    default: return source;
  }
}
