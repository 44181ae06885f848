import type { Rule } from '../rule';
import { BGP_RULES } from './bgp';
import { FELIX_RULES } from './felix';
import { METADATA_RULES } from './metadata';
import { POLICY_SPEC_RULES } from './policies';
import { POLICY_RULES } from './policy-rules';
import { RESOURCE_RULES } from './resources';

/** Every rule about the objects of projectcalico.org/v3, in the order in which their findings are listed. */
export const RULES: readonly Rule[] = [...METADATA_RULES, ...POLICY_SPEC_RULES, ...POLICY_RULES, ...RESOURCE_RULES, ...BGP_RULES, ...FELIX_RULES];
