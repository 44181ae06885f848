export { type Atom, Atoms } from './atoms';
export { type Bits, forEachBit, hasBit, isEmpty, listOf } from './bits';
export { type Cell, endName, type FamilyMatrix, Matrix, type MatrixEnd, type MatrixOptions } from './matrix';
export { type MatrixRow, matrixRows } from './rows';
