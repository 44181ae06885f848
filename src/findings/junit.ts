/** A suite of JUnit's XML. */
export interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
}

/** A case passes without `failure`. */
export interface JunitCase {
  readonly name: string;
  readonly failure?: { readonly type: string; readonly message: string; readonly text: string };
  readonly output?: string;
}

/** JUnit XML, as servers of continuous integration read it. */
export function junitXml(suites: readonly JunitSuite[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="cdk8s-calico">\n${suites.map(suiteXml).join('\n')}\n</testsuites>\n`;
}

function suiteXml({ name, cases }: JunitSuite): string {
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  const lines = cases.map((each) => `    ${caseXml(each, name)}`);
  return `  <testsuite name="${xml(name)}" tests="${cases.length}" failures="${failures}">\n${lines.join('\n')}\n  </testsuite>`;
}

function caseXml({ name, failure, output }: JunitCase, suite: string): string {
  const head = `<testcase name="${xml(name)}" classname="${xml(suite)}"`;
  const body = failure !== undefined ? `<failure type="${xml(failure.type)}" message="${xml(failure.message)}">${xml(failure.text)}</failure>`
    : output !== undefined ? `<system-out>${xml(output)}</system-out>` : '';
  return body === '' ? `${head}/>` : `${head}>${body}</testcase>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' };

function xml(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\x00-\x08\x0b-\x1f\ufffe\uffff]/g, '').replace(/[&<>"\n]/g, (character) => ENTITIES[character]);
}
