import { printDot } from './dot';
import { graphOf } from './graph';
import { printMermaid } from './mermaid';
import { pageData, printPage } from './page';
import { reachText } from './reach';
import { printCsv, printJson, printMarkdown, printText } from './rows';
import { type Cluster, FlowError, Matrix, matrixRows, Reach, type ReachQuestion } from '../../verdict';
import { UsageError } from '../io';
import { type Progress } from '../progress';

export type MatrixFormat = 'text' | 'json' | 'csv' | 'markdown' | 'mermaid' | 'dot' | 'html';

/** Browsers take seconds to open a larger page. */
const MANY_MEGABYTES = 20;

export interface MatrixPrintOptions {
  readonly format: MatrixFormat;
  readonly staged?: boolean;
  /** Only rows of these ends, with the rules that decide. */
  readonly ends?: ReachQuestion;
}

export interface PrintedMatrix {
  readonly text: string;
  /** What its reader should know that the text does not say. */
  readonly notes: readonly string[];
}

/** The matrix of a cluster as text. */
export function printMatrix(cluster: Cluster, { format, staged, ends }: MatrixPrintOptions, { step }: Progress): PrintedMatrix {
  const { notes, _model: model } = cluster;
  const onDecided = (done: number, total: number): void => step('deciding: classes', done, total);
  const onSender = (done: number, total: number): void => step('writing: senders', done, total);
  if (ends !== undefined) {
    try {
      const reach = new Reach(model, ends);
      return reachText(reach.rows(new Matrix(model, { staged, onDecided }), onSender), format, notes);
    } catch (error) {
      throw error instanceof FlowError ? new UsageError(error.message) : error;
    }
  }
  const matrix = new Matrix(model, { staged, onDecided });
  switch (format) {
    case 'json': return { text: printJson(matrixRows(matrix, onSender), notes), notes: [] };
    case 'csv': return { text: printCsv(matrixRows(matrix, onSender)), notes };
    case 'markdown': return { text: printMarkdown(matrixRows(matrix, onSender)), notes };
    case 'dot': return { text: printDot(graphOf(model, matrix, onSender)), notes };
    case 'html': {
      const text = printPage(pageData(model, matrix, { staged, notes, onSender }));
      const megabytes = Math.round(text.length / 1_000_000);
      return { text, notes: megabytes <= MANY_MEGABYTES ? notes : [...notes, `the page has ${megabytes} MB; give the command fewer files for one that opens fast`] };
    }
    case 'mermaid': {
      const diagram = printMermaid(graphOf(model, matrix, onSender));
      return { text: diagram.text, notes: [...notes, ...diagram.notes] };
    }
    default: return { text: printText(matrixRows(matrix, onSender)), notes };
  }
}
