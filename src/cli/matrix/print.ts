import { printDot } from './dot';
import { graphOf } from './graph';
import { printMermaid } from './mermaid';
import { pageData, printPage } from './page';
import { printCsv, printJson, printMarkdown, printText } from './rows';
import { type Cluster, Matrix, matrixRows } from '../../verdict';

export type MatrixFormat = 'text' | 'json' | 'csv' | 'markdown' | 'mermaid' | 'dot' | 'html';

export interface MatrixPrintOptions {
  readonly format: MatrixFormat;
  readonly staged?: boolean;
}

/** The matrix of a cluster as text, and what its reader should know that the text does not say. */
export function printMatrix(cluster: Cluster, { format, staged }: MatrixPrintOptions): { text: string; notes: readonly string[] } {
  const { notes, _model: model } = cluster;
  const matrix = new Matrix(model, { staged });
  switch (format) {
    case 'json': return { text: printJson(matrixRows(matrix), notes), notes: [] };
    case 'csv': return { text: printCsv(matrixRows(matrix)), notes };
    case 'markdown': return { text: printMarkdown(matrixRows(matrix)), notes };
    case 'dot': return { text: printDot(graphOf(model, matrix)), notes };
    case 'html': return { text: printPage(pageData(model, matrix, { staged, notes })), notes };
    case 'mermaid': {
      const diagram = printMermaid(graphOf(model, matrix));
      return { text: diagram.text, notes: [...notes, ...diagram.notes] };
    }
    default: return { text: printText(matrixRows(matrix)), notes };
  }
}
