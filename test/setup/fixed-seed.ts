/** Properties try the same cases in every run: a mutant lives or dies by what it does, not by chance. */
import * as fc from 'fast-check';

fc.configureGlobal({ seed: 20_000 });
