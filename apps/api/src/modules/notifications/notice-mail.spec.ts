import { expect, test } from '@jest/globals';
import { noticeMail } from './notice-mail.ts';

const row = {
  userId: '0190a000-0000-7000-8000-000000000001',
  kind: 'request-received',
  email: 'ada@label.example',
  name: 'Ada <b>',
  text: 'Pia asks for “<img src=x>”.',
  link: '/requests/1',
};
const places = {
  baseUrl: 'https://flip.example',
  unsubscribeUrl: 'https://flip.example/unsubscribe?token=a&b',
};

test('says it in plain text and in HTML, with what people wrote escaped', () => {
  const mail = noticeMail(row, places);
  expect(mail).toMatchObject({ to: 'ada@label.example', subject: row.text });
  expect(mail.text).toContain('Pia asks for “<img src=x>”.\n\nhttps://flip.example/requests/1\n\n');
  expect(mail.text).toContain(places.unsubscribeUrl);
  expect(mail.html).toContain('Hello Ada &lt;b&gt;,');
  expect(mail.html).toContain('&lt;img src=x&gt;');
  expect(mail.html).not.toContain('<img');
  expect(mail.html).toContain('href="https://flip.example/unsubscribe?token=a&amp;b"');
});

test('keeps the subject short', () => {
  const { subject } = noticeMail({ ...row, text: 'x'.repeat(500) }, places);
  expect(subject).toHaveLength(120);
});
