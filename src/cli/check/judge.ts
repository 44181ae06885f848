import { ignores, type CheckConfig } from './config';
import { misreadKeys } from './misread-keys';
import { sortAcknowledged, type AcknowledgedFinding, type Finding, type SortedFindings } from '../../findings';
import { lintCluster, type LintOptions, locateFinding } from '../../lint';
import { convertLegacy, isJsonObject, type Manifest } from '../../manifest';
import type { CalicoTarget } from '../../target';
import { validateManifest } from '../../validation';

export interface Judgement extends SortedFindings {
  /** The manifest of each open finding that a machine can fix. */
  readonly fixable: ReadonlyMap<Finding, Manifest>;
  /** Entries of the configuration that matched nothing, by index. */
  readonly unusedIgnores: number[];
}

/** How the manifests of one cluster are taken when they are judged together. */
export type Surroundings = Pick<LintOptions, 'complete' | 'namespace' | 'context'>;

/**
 * Judges manifests: the rules for each alone, with `surroundings` also those for all together, then acknowledgements and
 * the configuration.
 */
export function judge(
  manifests: readonly Manifest[], target: CalicoTarget, config: CheckConfig, surroundings?: Surroundings, onChecked?: (done: number) => void,
): Judgement {
  const open: Finding[] = [];
  const acknowledged: AcknowledgedFinding[] = [];
  const fixable = new Map<Finding, Manifest>();
  const used = new Set<number>();
  const meant = manifests.map(asMeant);
  const together = new Map<Manifest, Finding[]>();
  for (const { manifest, finding } of surroundings ? lintCluster(meant, { target, ...surroundings }) : []) {
    together.set(manifest, [...together.get(manifest) ?? [], finding]);
  }
  for (const [place, manifest] of meant.entries()) {
    onChecked?.(place);
    const asGiven = manifest === manifests[place] ? [] : validateManifest(manifests[place], target);
    const found = [...misreadKeys(manifest), ...asGiven, ...validateManifest(manifest, target), ...together.get(manifest) ?? []]
      .map((finding) => locateFinding(severe(finding, config), manifest));
    const { metadata } = manifest.object;
    const sorted = sortAcknowledged(found, isJsonObject(metadata) ? metadata.annotations : undefined);
    acknowledged.push(...sorted.acknowledged);
    for (const finding of sorted.open) {
      const index = config.ignores.findIndex((entry) => entry.code === finding.code && ignores(entry, finding.object));
      if (index === -1) {
        open.push(finding);
        if (finding.fix && manifest === manifests[place]) fixable.set(finding, manifest);
      } else {
        used.add(index);
        acknowledged.push({ finding, reason: config.ignores[index].reason });
      }
    }
  }
  return { open, acknowledged, fixable, unusedIgnores: config.ignores.map((_, index) => index).filter((index) => !used.has(index)) };
}

/** What calicoctl v1.x took is judged as what it means today. */
function asMeant(manifest: Manifest): Manifest {
  const conversion = convertLegacy(manifest.object);
  return conversion === undefined ? manifest : { ...manifest, object: conversion.object };
}

function severe(finding: Finding, config: CheckConfig): Finding {
  const severity = config.severities.get(finding.code);
  return severity === undefined ? finding : { ...finding, severity };
}
