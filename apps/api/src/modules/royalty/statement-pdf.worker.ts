import { buffer } from 'node:stream/consumers';
import { parentPort } from 'node:worker_threads';
import { statementPdf } from './statement-pdf.ts';
import type { PdfInput } from './statement-pdf.ts';

async function print(input: PdfInput): Promise<void> {
  parentPort?.postMessage(await buffer(statementPdf(input)), []);
}

parentPort?.on('message', (input: PdfInput) => void print(input));
