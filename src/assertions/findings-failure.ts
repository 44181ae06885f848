import { readFileSync } from 'fs';
import { AssertedInput } from './asserted-input';
import { acknowledgeAnnotation, Finding, isAtLeastAsSevere, printReport, Report, Severity, sortAcknowledged, summarize, summarySentence } from '../findings';
import { lintCluster, LintOptions, locateFinding } from '../lint';
import { isJsonObject } from '../manifest';
import { validateManifest } from '../validation';

/** The message when something is found that nobody acknowledged; undefined when nothing is. */
export function findingsFailure(input: AssertedInput, options: LintOptions, failOn: Severity): string | undefined {
  const findings = openFindings(input, options).filter(({ severity }) => isAtLeastAsSevere(severity, failOn));
  if (findings.length === 0) { return undefined; }
  const { target } = input;
  const report: Report = {
    findings,
    acknowledged: [],
    inBaseline: 0,
    manifests: input.manifests.length,
    assumptions: target.isAssumed ? [`assuming Calico ${target.version}; CalicoTarget.of(…).applyTo(app) or the property target says otherwise`] : [],
  };
  const summary = summarySentence(summarize(report));
  const text = printReport(report, 'text', { failOn, toolVersion: '', source: sourceOf }).trimEnd();
  return `hasNoFindings: ${summary}\n\n${text.slice(0, text.lastIndexOf(summary)).trimEnd()}\n`
    + `help: repair it, or acknowledge it with a reason: acknowledge('${findings[0].code}', …) of the construct, or the annotation `
    + acknowledgeAnnotation(findings[0].code);
}

function openFindings({ manifests, target, findings }: AssertedInput, options: LintOptions): Finding[] {
  const alone = manifests.flatMap((manifest) => {
    const found = findings.get(manifest) ?? validateManifest(manifest, target);
    return found.map((finding) => ({ manifest, finding }));
  });
  return [...alone, ...lintCluster(manifests, options)].flatMap(({ manifest, finding }) => {
    const { metadata } = manifest.object;
    return sortAcknowledged([locateFinding(finding, manifest)], isJsonObject(metadata) ? metadata.annotations : undefined).open;
  });
}

function sourceOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // the excerpt is an extra
  }
}
