export { type Atom, Atoms, shortTraffic } from './atoms';
export { type Bits, difference, forEachBit, hasBit, intersection, isEmpty, listOf, setBit, union } from '../bits';
export { EndNames } from './end-names';
export { type Cell, endName, type FamilyMatrix, Matrix, type MatrixEnd, type MatrixOptions, type OnDone } from './matrix';
export { type MatrixRow, matrixRow, matrixRows } from './rows';
export { type Effect, type PolicyChain, type Situation, type Situations, situationsOf } from './situations';
export { type TracedTraffic, type TracedWay } from './tracer';
