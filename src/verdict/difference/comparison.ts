import { Atoms, type Bits, type Cell, type FamilyMatrix, hasBit, isEmpty, type Matrix, setBit, type TracedTraffic } from '../matrix';
import { type CommonEnd, commonEnds } from './common-ends';

/** Where what was worked out for a combination of cells is kept; clusters where every pair differs would fill the memory otherwise. */
const REMEMBERED = 500_000;

/** Several matrices for one IP version, cut alike: every end and every atom is a part of one of each. */
export class Comparison {
  /** For IPv4, and for IPv6 when any of the matrices answers for it. */
  public static of(matrices: readonly Matrix[]): Comparison[] {
    const versions = ([4, 6] as const).filter((version) => matrices.some(({ families }) => families.some(({ family }) => family === version)));
    return versions.map((version) => new Comparison(matrices.map((matrix) => matrix.family(version))));
  }

  public readonly ends: readonly CommonEnd[];
  public readonly atoms: Atoms;
  /** For each matrix and each common atom: the matrix's own atom. */
  private readonly ownAtoms: readonly (readonly number[])[];
  private readonly isSame: readonly boolean[];
  private readonly cells: readonly Map<Cell, Cell>[];
  private readonly traces: readonly Map<readonly TracedTraffic[], readonly TracedTraffic[]>[];

  private constructor(private readonly matrices: readonly FamilyMatrix[]) {
    this.ends = commonEnds(matrices);
    this.atoms = Atoms.common(matrices.map(({ atoms }) => atoms));
    this.ownAtoms = matrices.map(({ atoms }) => this.atoms.list.map((atom) => atoms.indexOf(atom)));
    this.isSame = this.ownAtoms.map((own, index) => own.length === matrices[index].atoms.size);
    this.cells = matrices.map(() => new Map());
    this.traces = matrices.map(() => new Map());
  }

  public get family(): 4 | 6 {
    return this.atoms.family;
  }

  /** What a matrix says of a pair, in common atoms; undefined when it does not know one of the ends. */
  public cell(matrix: number, from: CommonEnd, to: CommonEnd): Cell | undefined {
    const [a, b] = [from.parts[matrix], to.parts[matrix]];
    if (a === undefined || b === undefined) { return undefined; }
    const own = this.matrices[matrix].cell(a, b);
    if (this.isSame[matrix]) { return own; }
    const known = this.cells[matrix];
    let cell = known.get(own);
    if (cell === undefined) {
      cell = { allow: this.spread(matrix, own.allow), deny: this.spread(matrix, own.deny), unknown: this.spread(matrix, own.unknown) };
      if (known.size < REMEMBERED) { known.set(own, cell); }
    }
    return cell;
  }

  private spread(matrix: number, own: Bits): Bits {
    const bits = this.atoms.none();
    this.ownAtoms[matrix].forEach((atom, index) => {
      if (hasBit(own, atom)) { setBit(bits, index); }
    });
    return bits;
  }

  /** Who decides about the traffic of a pair, in common atoms. Equal answers are one object. */
  public trace(matrix: number, from: CommonEnd, to: CommonEnd): readonly TracedTraffic[] {
    const own = this.matrices[matrix].trace(from.parts[matrix]!, to.parts[matrix]!);
    if (this.isSame[matrix]) { return own; }
    let traced = this.traces[matrix].get(own);
    if (traced === undefined) {
      traced = own.map((part) => ({ ...part, atoms: this.spread(matrix, part.atoms) }));
      this.traces[matrix].set(own, traced);
    }
    return traced;
  }

  /** Every pair that is not of two addresses, with what the matrices say of it; `pick` says what of the traffic is meant, once for equal answers. */
  public* pairs(pick: (cells: readonly (Cell | undefined)[]) => Bits): Generator<{ from: CommonEnd; to: CommonEnd; traffic: Bits }> {
    const known = new PickedCells(pick);
    for (const from of this.ends) {
      for (const to of this.ends) {
        if (from.workloads.length === 0 && to.workloads.length === 0) { continue; }
        const traffic = known.of(this.matrices.map((_, matrix) => this.cell(matrix, from, to)));
        if (traffic !== undefined) { yield { from, to, traffic }; }
      }
    }
  }
}

type Level = Map<Cell | undefined, Level | Bits | undefined>;

/** Remembers what was picked of a combination of cells; undefined when that was nothing. */
class PickedCells {
  private readonly root: Level = new Map();
  private size = 0;

  public constructor(private readonly pick: (cells: readonly (Cell | undefined)[]) => Bits) {}

  public of(cells: readonly (Cell | undefined)[]): Bits | undefined {
    let level = this.root;
    for (let index = 0; index < cells.length - 1; index++) {
      let next = level.get(cells[index]) as Level | undefined;
      if (next === undefined) {
        next = new Map();
        if (this.size < REMEMBERED) { level.set(cells[index], next); }
      }
      level = next;
    }
    const last = cells.at(-1);
    if (level.has(last)) { return level.get(last) as Bits | undefined; }
    const picked = this.pick(cells);
    const result = isEmpty(picked) ? undefined : picked;
    if (this.size++ < REMEMBERED) { level.set(last, result); }
    return result;
  }
}
