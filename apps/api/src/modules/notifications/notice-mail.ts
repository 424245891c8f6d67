import type { Mail } from '../../platform/mail/mailer.ts';
import type { MailRow } from './notification.repository.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);

const MOST_SUBJECT_CHARS = 120;

/** One notification as a mail: plain text, and the same as simple HTML. */
export function noticeMail(
  { email, name, text, link }: MailRow,
  { baseUrl, unsubscribeUrl }: { readonly baseUrl: string; readonly unsubscribeUrl: string },
): Mail {
  const url = `${baseUrl}${link}`;
  const host = new URL(baseUrl).host;
  const subject = text.length > MOST_SUBJECT_CHARS ? `${text.slice(0, MOST_SUBJECT_CHARS - 1)}…` : text;
  return {
    to: email,
    subject,
    unsubscribeUrl,
    text: [
      `Hello ${name},`,
      text,
      url,
      `You get this from ${host}. No more mail of this kind: ${unsubscribeUrl}`,
    ].join('\n\n'),
    html: [
      '<!doctype html><html lang="en"><meta charset="utf-8">',
      '<body style="font:16px/24px system-ui,sans-serif;color:#141815;background:#fff;padding:24px">',
      `<p>Hello ${escape(name)},</p><p>${escape(text)}</p>`,
      `<p><a style="color:#141815" href="${escape(url)}">Open it on ${escape(host)}</a></p>`,
      `<p style="font-size:12px;color:#5c655e">You get this from ${escape(host)}. `,
      `<a style="color:#5c655e" href="${escape(unsubscribeUrl)}">No more mail of this kind</a></p></body></html>`,
    ].join(''),
  };
}
