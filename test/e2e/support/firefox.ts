import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const CANDIDATES = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox'];

/** It talks to the page under test and to nothing else, and shows nothing of its own first. */
const PREFERENCES = {
  'app.update.disabledForTesting': true,
  'app.normandy.enabled': false,
  'app.normandy.api_url': '',
  'browser.aboutwelcome.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.region.network.url': '',
  'browser.safebrowsing.provider.google4.updateURL': '',
  'browser.safebrowsing.provider.mozilla.updateURL': '',
  'browser.search.update': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.max_script_run_time': 0,
  'extensions.getAddons.cache.enabled': false,
  'extensions.update.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,none',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
} as const;

function pathOfFirefox(): string {
  const path = process.env['FIREFOX'] ?? CANDIDATES.find((candidate) => existsSync(candidate));
  if (path === undefined) throw new Error('Firefox is not installed; set FIREFOX to its path');
  return path;
}

export async function firefoxVersion(): Promise<string> {
  return (await promisify(execFile)(pathOfFirefox(), ['--version'])).stdout.trim();
}

/** Opens a page in a stock Firefox without a window, in a fresh profile, until `until` settles. */
export async function whileFirefoxShows<T>(url: string, until: Promise<T>): Promise<T> {
  const profile = mkdtempSync(join(tmpdir(), 'flipside-firefox-'));
  const lines = Object.entries(PREFERENCES).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  const firefox = spawn(pathOfFirefox(), ['--headless', '--no-remote', '--profile', profile, url], {
    env: { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: '1' },
    stdio: 'ignore',
  });
  const ended = once(firefox, 'exit');
  try {
    const early = ended.then(([code]) => {
      throw new Error(`Firefox ended early, with ${String(code)}`);
    });
    return await Promise.race([until, early]);
  } finally {
    firefox.kill('SIGKILL');
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
