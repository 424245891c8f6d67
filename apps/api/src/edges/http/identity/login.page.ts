import { ISSUER_PATH, PASSWORD_LENGTH } from '../../../modules/identity/index.ts';
import { LOGIN_STYLE } from './login.style.ts';

const MARK = `<svg viewBox="0 0 64 64" aria-hidden="true"><path fill="currentColor" d="M2 30a25 25 0 0 1 50 0H34.5a7.5 7.5 0 0 0-15 0Z"/><path fill="none" stroke="currentColor" stroke-width="5" d="M14.66 36.5a22.5 22.5 0 0 0 44.68 0H46.6a10 10 0 0 1-19.2 0Z"/></svg>`;

export type Values = Readonly<Record<string, string | undefined>>;

export interface FormState {
  uid: string;
  /** What was typed; never the password. */
  values?: Values;
  /** Faults by field name; `form` stands above the form. */
  faults?: Values;
}

interface Field {
  name: string;
  label: string;
  type: 'text' | 'email' | 'password';
  autocomplete: string;
  optional?: true;
  hint?: string;
}

const LOGIN_FIELDS: readonly Field[] = [
  { name: 'login', label: 'Login name', type: 'text', autocomplete: 'username' },
  { name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' },
];

const REGISTER_FIELDS: readonly Field[] = [
  { name: 'name', label: 'Name', type: 'text', autocomplete: 'name', hint: 'Shown with your flips.' },
  {
    name: 'login',
    label: 'Login name',
    type: 'text',
    autocomplete: 'username',
    hint: '3 to 32 letters, digits, dots or dashes.',
  },
  {
    name: 'password',
    label: 'Password',
    type: 'password',
    autocomplete: 'new-password',
    hint: `${PASSWORD_LENGTH.least} characters at least. A few words are better than a few signs.`,
  },
  { name: 'email', label: 'E-mail', type: 'email', autocomplete: 'email', optional: true },
];

export function loginPage(state: FormState): string {
  const path = `${ISSUER_PATH}/interaction/${encodeURIComponent(state.uid)}`;
  return page(
    'Sign in',
    `<h1>Sign in</h1>${form(path, LOGIN_FIELDS, state, 'Sign in')}
<footer>New here? <a href="${path}/register">Create an account</a></footer>`,
  );
}

export function registerPage(state: FormState): string {
  const path = `${ISSUER_PATH}/interaction/${encodeURIComponent(state.uid)}`;
  return page(
    'Create an account',
    `<h1>Create an account</h1><p>To publish flips and see what they pay. Listening needs none.</p>
${form(`${path}/register`, REGISTER_FIELDS, state, 'Create account')}
<footer>Have one? <a href="${path}">Sign in</a></footer>`,
  );
}

/** A login that cannot go on: what happened, and the way out. */
export function loginErrorPage(detail: string): string {
  return page(
    'Sign-in stopped',
    `<h1>Sign-in stopped</h1><p class="alert" role="alert">${escapeHtml(detail)}</p>
<p>Nothing was changed. <a href="/api/auth/login">Begin again</a> or <a href="/">go to Flipside</a>.</p>`,
  );
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}

function form(action: string, fields: readonly Field[], state: FormState, submit: string): string {
  const fault = state.faults?.['form'];
  const alert = fault === undefined ? '' : `<p class="alert" role="alert">${escapeHtml(fault)}</p>`;
  const inputs = fields.map((field) => input(field, state)).join('\n');
  return `${alert}<form method="post" action="${action}" novalidate>${inputs}<button>${submit}</button></form>`;
}

function input(field: Field, { values, faults }: FormState): string {
  const fault = faults?.[field.name];
  const value = field.type === 'password' ? undefined : values?.[field.name];
  const words = fault ?? field.hint;
  const note =
    words === undefined
      ? ''
      : `<span class="${fault === undefined ? 'hint' : 'fault'}" id="${field.name}-note">${escapeHtml(words)}</span>`;
  const attributes = [
    `name="${field.name}" type="${field.type}" autocomplete="${field.autocomplete}"`,
    'autocapitalize="none" spellcheck="false"',
    field.optional ? '' : 'required',
    value === undefined ? '' : `value="${escapeHtml(value)}"`,
    fault === undefined ? '' : 'aria-invalid="true"',
    words === undefined ? '' : `aria-describedby="${field.name}-note"`,
  ];
  const optional = field.optional ? ' <small>(optional)</small>' : '';
  return `<label>${field.label}${optional}<input ${attributes.filter(Boolean).join(' ')}>${note}</label>`;
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} · Flipside</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<style>${LOGIN_STYLE}</style></head><body><main><header>${MARK}Flipside</header>${body}</main></body></html>`;
}
