export { type Atom, Atoms, shortTraffic } from './atoms';
export { type Bits, forEachBit, hasBit, isEmpty, listOf } from './bits';
export { EndNames } from './end-names';
export { type Cell, endName, type FamilyMatrix, Matrix, type MatrixEnd, type MatrixOptions } from './matrix';
export { type MatrixRow, matrixRows } from './rows';
export { type TracedTraffic, type TracedWay } from './tracer';
