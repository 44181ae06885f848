import { type LintRule } from '../rule';
import { ebpf, nftables, windows } from './dataplanes';
import { policiesAfterEverything, rulesAfterEverything } from './dead-rules';
import { prefixedTwin, sameObjectTwice } from './duplicates';
import { cutsOffKubeSystem, onEverything } from './global-policies';
import { closedHosts, failsafesOff, failsafesStayOpen, translatedNodePorts, untrackedOnAllInterfaces } from './hosts';
import { overlappingPools } from './ip-pools';
import { noDns, nothingAllowed } from './isolation';
import { misspeltLabels } from './misspelt-labels';
import { missingNamedPorts } from './named-ports';
import { orderTies } from './order-ties';
import { wrongSide } from './own-side';
import { emptyServiceAccounts, httpWithoutProxy, notSelectorInNamespace } from './peers';
import { missingBgpFilters, missingNamespaces, missingNodes, missingServices, stagedRemovalOfNothing } from './references';
import { selectsNothing, unusedSets } from './selections';
import { passInLastTier, stagedOnly } from './tier-ends';
import { behindTierWithDeny } from './tier-walls';
import { missingTiers, unorderedTiers } from './tiers';
import { rulesWithoutType } from './types';

/** All rules, in the order in which they report. */
export const LINT_RULES: readonly LintRule[] = [
  // effects
  onEverything, notSelectorInNamespace, nothingAllowed, emptyServiceAccounts, noDns, cutsOffKubeSystem, passInLastTier, stagedOnly,
  rulesAfterEverything, policiesAfterEverything, rulesWithoutType, misspeltLabels, wrongSide, behindTierWithDeny,
  closedHosts, failsafesOff, failsafesStayOpen, untrackedOnAllInterfaces, translatedNodePorts, httpWithoutProxy, windows, ebpf, nftables,
  // what objects say of each other
  missingTiers, unorderedTiers, orderTies, sameObjectTwice, prefixedTwin,
  missingServices, missingNamespaces, missingBgpFilters, missingNodes, selectsNothing, unusedSets, stagedRemovalOfNothing, missingNamedPorts,
  overlappingPools,
];
