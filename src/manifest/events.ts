import type * as JsYaml from 'js-yaml';

/** js-yaml takes a while to load, and many programs that use this package read no YAML. */
export function jsYaml(): typeof JsYaml {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('js-yaml') as typeof JsYaml;
}

/** js-yaml's default is 100, kubectl's 10,000, which our recursion cannot reach. */
const MAX_DEPTH = 1000;

/** A text that cannot be read; the offset is counted in the text given to the parser. */
export class UnreadableError extends Error {
  constructor(public readonly reason: string, public readonly offset: number, public readonly help?: string) {
    super(reason);
  }
}

export function parseEvents(text: string): JsYaml.Event[] {
  const yaml = jsYaml();
  try {
    return yaml.parseEvents(text, { maxDepth: MAX_DEPTH });
  } catch (error) {
    if (error instanceof yaml.YAMLException) throw new UnreadableError(error.reason, error.mark?.position ?? 0);
    throw error;
  }
}
