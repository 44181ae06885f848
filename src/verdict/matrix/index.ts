export { type Atom, Atoms, shortTraffic } from './atoms';
export { type Bits, difference, forEachBit, hasBit, intersection, isEmpty, listOf, setBit, union } from '../bits';
export { EndNames } from './end-names';
export { type MatrixEnd } from './classes';
export { hostAddresses, type HostEnds, hostEnds } from './host-ends';
export { type Cell, endName, familiesOf, type FamilyMatrix, Matrix, type MatrixOptions, type OnDone } from './matrix';
export { type MatrixRow, matrixRow, matrixRows } from './rows';
export { type Effect, type PolicyChain, type Situation, type Situations, situationsOf } from './situations';
export { type TracedTraffic, type TracedWay, waysOf } from './tracer';
