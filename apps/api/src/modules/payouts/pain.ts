import { payoutAmountText } from '@flipside/royalty';
import type { Bic, Currency, Iban } from '@flipside/royalty';
import { bankText } from './bank-text.ts';

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';
const LONGEST_NAME = 70;
const LONGEST_TEXT = 140;

export interface PainDebtor {
  readonly name: string;
  readonly iban: Iban;
  readonly bic: Bic | null;
}

export interface PainHeader {
  /** At most 35 characters: the message and its one block of payments. */
  readonly messageId: string;
  readonly createdAt: Date;
  /** `YYYY-MM-DD`. */
  readonly executionOn: string;
  readonly debtor: PainDebtor;
  readonly currency: Currency;
  readonly payments: number;
  readonly amountMicros: bigint;
  /** What the payee reads on its account. */
  readonly remittance: string;
}

export interface PainPayment {
  /** At most 35 characters. */
  readonly endToEndId: string;
  readonly amountMicros: bigint;
  readonly name: string;
  readonly iban: string;
  readonly bic: string | null;
}

/** What of text is markup (XML 1.0 §2.4). */
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

type Content = string | readonly string[];

const element = (name: string, content: Content, attributes = ''): string =>
  `<${name}${attributes}>${typeof content === 'string' ? content : content.join('')}</${name}>`;

const text = (name: string, value: string, attributes = ''): string =>
  element(name, escaped(value), attributes);

const bankOf = (bic: string | null): string =>
  element('FinInstnId', bic === null ? element('Othr', text('Id', 'NOTPROVIDED')) : text('BICFI', bic));

const accountOf = (iban: string): string => element('Id', text('IBAN', iban));

function head({
  messageId,
  createdAt,
  executionOn,
  debtor,
  currency,
  payments,
  amountMicros,
}: PainHeader): string {
  const totals =
    text('NbOfTxs', String(payments)) + text('CtrlSum', payoutAmountText(amountMicros, currency));
  const name = text('Nm', bankText(debtor.name, LONGEST_NAME));
  const group = [
    text('MsgId', messageId),
    text('CreDtTm', createdAt.toISOString().slice(0, 19)),
    totals,
    element('InitgPty', name),
  ];
  const block = [
    text('PmtInfId', messageId),
    text('PmtMtd', 'TRF'),
    totals,
    element('PmtTpInf', element('SvcLvl', text('Cd', 'SEPA'))),
    element('ReqdExctnDt', text('Dt', executionOn)),
    element('Dbtr', name),
    element('DbtrAcct', accountOf(debtor.iban)),
    element('DbtrAgt', bankOf(debtor.bic)),
    text('ChrgBr', 'SLEV'),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${NAMESPACE}"><CstmrCdtTrfInitn>${element('GrpHdr', group)}<PmtInf>${block.join('')}\n`;
}

function transfer(
  { endToEndId, amountMicros, name, iban, bic }: PainPayment,
  { currency, remittance }: PainHeader,
): string {
  return `${element('CdtTrfTxInf', [
    element('PmtId', text('EndToEndId', endToEndId)),
    element('Amt', text('InstdAmt', payoutAmountText(amountMicros, currency), ` Ccy="${currency}"`)),
    ...(bic === null ? [] : [element('CdtrAgt', bankOf(bic))]),
    element('Cdtr', text('Nm', bankText(name, LONGEST_NAME))),
    element('CdtrAcct', accountOf(iban)),
    element('RmtInf', text('Ustrd', bankText(remittance, LONGEST_TEXT))),
  ])}\n`;
}

/**
 * A credit transfer initiation, pain.001.001.09, in the form of the SEPA credit transfer (EPC132-08): one message with
 * one block of payments from one account, piece by piece.
 */
export async function* painFile(
  header: PainHeader,
  pages: AsyncIterable<readonly PainPayment[]>,
): AsyncGenerator<string> {
  yield head(header);
  for await (const payments of pages) yield payments.map((payment) => transfer(payment, header)).join('');
  yield '</PmtInf></CstmrCdtTrfInitn></Document>\n';
}

/** An identifier for banks: a UUID without hyphens, 32 characters of the 35 that there may be. */
export const bankId = (uuid: string): string => uuid.replaceAll('-', '');
