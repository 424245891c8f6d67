import type { Page } from 'playwright-core';
import type { DemoUser } from '../../support/instance.ts';

/** Signs in through the built-in issuer's pages, as a person does. */
export async function signIn(page: Page, user: DemoUser, returnTo: string): Promise<void> {
  await page.goto(`/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
  await page.getByRole('link', { name: /^Continue with/ }).click();
  await page.getByLabel('Login name').fill(user.login);
  await page.getByLabel('Password').fill(user.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname === new URL(returnTo, url).pathname);
}

export async function signOut(page: Page, user: DemoUser): Promise<void> {
  await page.getByRole('button', { name: user.name }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
}

/** The plain file input stands in for the folder picker, which no test can click. */
export async function withoutFolderPicker(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Reflect.deleteProperty(Window.prototype, 'showDirectoryPicker');
    Reflect.deleteProperty(window, 'showDirectoryPicker');
  });
}

export async function chooseFolder(page: Page, button: string | RegExp, folder: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).first().click();
  await (await chooser).setFiles(folder);
}
