/** Walks Electron's security checklist against the running window: what a page that was taken over could and could not do. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CALLS } from '../../electron/channels';
import { version } from '../../package.json';
import type { desktop } from '../../renderer/bridge';
import { openWorkbench, type Workbench } from '../helpers/launch';

/** For what comes from another process. */
const PATIENCE = { timeout: 20_000 };

describe('the running window', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench();
  });

  afterAll(async () => {
    const attempts = await workbench.close();
    if (attempts.length > 0) throw new Error(`The network was asked: ${attempts.join('; ')}`);
  });

  /** Runs code in the page as an attacker's script would; it has what the page has, and a policy that forbids eval. */
  const inPage = <T>(attack: () => T | Promise<T>): Promise<T> => workbench.page.evaluate(attack);

  test('is sandboxed, isolated and without Node', async () => {
    const shown = await workbench.app.browserWindow(workbench.page);
    const preferences = await shown.evaluate((window) => window.webContents.getLastWebPreferences() ?? {});
    expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, webSecurity: true });
    const dangerous = [
      'nodeIntegration',
      'nodeIntegrationInWorker',
      'nodeIntegrationInSubFrames',
      'webviewTag',
      'navigateOnDragDrop',
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures',
      'spellcheck',
    ] as const;
    expect(dangerous.filter((name) => preferences[name])).toEqual([]);
  });

  test('has nothing of Node or Electron in the page', async () => {
    const found = await inPage(() =>
      ['require', 'process', 'module', 'global', 'Buffer', '__dirname', 'electron', 'ipcRenderer'].filter(
        (name) => name in globalThis,
      ),
    );
    expect(found).toEqual([]);
  });

  test('exposes the desktop calls and nothing else', async () => {
    const exposed = await inPage(() => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow));
      frame.remove();
      const own = Object.getOwnPropertyNames(globalThis).filter((name) => !usual.has(name) && !/^\d+$/.test(name));
      return { own, calls: Object.keys(window.desktop).toSorted() };
    });
    expect(exposed.calls).toEqual([...CALLS, 'onEngineExit', 'onMenu', 'onSettings'].toSorted());
    // Vue and the test driver leave marks of their own, which carry no power.
    expect(exposed.own.filter((name) => !/^__(VUE|INTLIFY|playwright|pw)/i.test(name))).toEqual(['desktop']);
  });

  test('cannot change what the desktop calls do', async () => {
    const before = await inPage(() => window.desktop.settings());
    const replaced = await inPage(() => {
      const calls = window.desktop as unknown as Record<string, unknown>;
      const original = calls.settings;
      try {
        calls.settings = () => 'mine';
      } catch {
        // A frozen object throws in strict code; either way nothing may have changed.
      }
      return calls.settings !== original;
    });
    expect(replaced).toBe(false);
    expect(await inPage(() => window.desktop.settings())).toEqual(before);
  });

  test('refuses eval and code made of text', async () => {
    const ran = await inPage(async () => {
      // What the test driver evaluates is exempt from the policy; what a timer calls later is not.
      await new Promise((resolve) => setTimeout(resolve));
      const attempts: Record<string, () => unknown> = {
        // oxlint-disable-next-line eslint/no-eval -- this is the attack
        eval: () => (0, globalThis.eval)('1'),
        // oxlint-disable-next-line eslint/no-new-func -- this is the attack
        function: () => new Function('return 1')(),
      };
      return Object.keys(attempts).filter((name) => {
        try {
          attempts[name]();
          return true;
        } catch (error) {
          return !(error instanceof EvalError);
        }
      });
    });
    expect(ran).toEqual([]);
  });

  test('refuses inline scripts, foreign scripts and connections', async () => {
    const outcome = await inPage(async () => {
      const violated = new Set<string>();
      const allViolated = new Promise<void>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => {
          violated.add(event.effectiveDirective);
          if (violated.size === 3) resolve();
        });
      });
      const inline = document.createElement('script');
      inline.textContent = 'globalThis.inlineRan = true';
      document.head.append(inline);
      const foreign = document.createElement('script');
      const foreignFailed = new Promise((resolve) => foreign.addEventListener('error', resolve));
      foreign.src = 'https://example.com/x.js';
      document.head.append(foreign);
      await foreignFailed;
      const fetched = await fetch('https://example.com/').then(
        () => true,
        () => false,
      );
      const ownFetched = await fetch('index.html').then(
        () => true,
        () => false,
      );
      const socket = new WebSocket('wss://example.com/');
      const socketOpened = await new Promise((resolve) => {
        socket.addEventListener('open', () => resolve(true));
        socket.addEventListener('error', () => resolve(false));
      });
      const image = new Image();
      image.src = 'https://example.com/x.png';
      const imageLoaded = await image.decode().then(
        () => true,
        () => false,
      );
      await allViolated;
      return {
        ran: 'inlineRan' in globalThis,
        fetched,
        ownFetched,
        socketOpened,
        imageLoaded,
        violated: [...violated],
      };
    });
    expect(outcome).toMatchObject({
      ran: false,
      fetched: false,
      ownFetched: false,
      socketOpened: false,
      imageLoaded: false,
    });
    expect(outcome.violated.toSorted()).toEqual(['connect-src', 'img-src', 'script-src-elem']);
  });

  test('gets no frames', async () => {
    const framed = await inPage(async () => {
      const frame = document.createElement('iframe');
      const settled = new Promise((resolve) => frame.addEventListener('load', resolve));
      frame.src = 'index.html';
      document.body.append(frame);
      await settled;
      const reached = frame.contentDocument?.getElementById('app') ?? null;
      frame.remove();
      return reached !== null;
    });
    expect(framed).toBe(false);
  });

  test('is denied every permission', async () => {
    const states = await inPage(async () => {
      const geolocation = await new Promise<string>((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          () => resolve('denied'),
        );
      });
      const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        () => 'denied',
      );
      const clipboard = await navigator.clipboard.readText().then(
        () => 'granted',
        () => 'denied',
      );
      return { geolocation, media, clipboard, notification: await Notification.requestPermission() };
    });
    expect(states).toEqual({ geolocation: 'denied', media: 'denied', clipboard: 'denied', notification: 'denied' });
  });

  test('opens no other window and goes nowhere else', async () => {
    const { app, page } = workbench;
    expect(await inPage(() => globalThis.open('https://example.com/') === null)).toBe(true);
    expect(await inPage(() => globalThis.open('app://workbench/index.html') === null)).toBe(true);
    const follow = (url: string): Promise<void> =>
      page.evaluate((target) => {
        const link = document.createElement('a');
        link.href = target;
        link.click();
      }, url);
    for (const target of ['https://example.com/', 'app://workbench/index.html?again']) {
      await follow(target);
      await expect.poll(() => workbench.stderr(), PATIENCE).toContain(`denied navigation: ${target}`);
    }
    // Chromium itself refuses these, and says so on the console.
    for (const target of ['file:///etc/passwd', 'data:text/html,x']) {
      await follow(target);
      const said = async (): Promise<string[]> => (await page.consoleMessages()).map((message) => message.text());
      await expect.poll(said, PATIENCE).toContainEqual(expect.stringMatching(`Not allowed to .*${target.slice(0, 5)}`));
    }
    expect(page.url()).toBe('app://workbench/index.html');
    expect(app.windows()).toHaveLength(1);
  });

  test('reaches no file outside its own folder', async () => {
    const secret = join(workbench.folder, 'secret.js');
    writeFileSync(secret, 'globalThis.leaked = true;');
    const climbs = [
      '../../package.json',
      '..%2f..%2fpackage.json',
      '%2e%2e/%2e%2e/package.json',
      '..\\..\\package.json',
    ];
    const urls = [
      ...climbs.map((path) => `app://workbench/${path}`),
      `app://workbench/${secret}`,
      `app://elsewhere/index.html`,
    ];
    const statuses = await workbench.app.evaluate(async ({ session }, urls) => {
      const answers = urls.map((url) => session.defaultSession.fetch(url).then((response) => response.status));
      return await Promise.all(answers);
    }, urls);
    expect(statuses).toEqual(urls.map(() => 404));
    const leaked = await workbench.page.evaluate(async (url) => {
      const script = document.createElement('script');
      const settled = new Promise((resolve) => script.addEventListener('error', resolve));
      script.src = url;
      document.head.append(script);
      await settled;
      return 'leaked' in globalThis;
    }, `file://${secret}`);
    expect(leaked).toBe(false);
  });

  test('serves every answer with the policy', async () => {
    const headers = await workbench.app.evaluate(async ({ session }) => {
      const response = await session.defaultSession.fetch('app://workbench/index.html');
      return Object.fromEntries(response.headers.entries());
    });
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
        "connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test('refuses desktop calls with arguments that make no sense', async () => {
    const outcomes = await inPage(async () => {
      const calls = window.desktop as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
      const attacks: [keyof typeof desktop, ...unknown[]][] = [
        ['changeSettings', { language: 'xx' }],
        ['changeSettings', { theme: 'dark', recent: ['/etc/passwd'] }],
        ['changeSettings', null],
        ['chooseTarget', '../../.bashrc', 'csv'],
        ['chooseTarget', 'a.exe', 'exe'],
        ['chooseTarget', 5, 'csv'],
        ['rememberFile', '/etc/passwd'],
        ['copyText', { length: 1 }],
        ['copyImage', new Uint8Array([1, 2, 3])],
      ];
      const tried = attacks.map(async ([call, ...args]) => calls[call](...args).then(() => `accepted ${call}`, String));
      return await Promise.all(tried);
    });
    expect(outcomes.filter((outcome) => !outcome.includes('refused:'))).toEqual([]);
  });

  test('opens no path that it only knows by name', async () => {
    expect(await inPage(() => window.desktop.openRecent('/etc/passwd'))).toBeNull();
    expect(await inPage(() => window.desktop.grantDrop(new File(['x'], '/etc/passwd')))).toBeNull();
  });

  test('cannot end the engine by what it says on the port', async () => {
    const { page } = workbench;
    // A script that listens before the page's own can keep the port for itself.
    await page.addInitScript(() => {
      globalThis.addEventListener('message', (event) => Object.assign(globalThis, { port: event.ports[0] }));
    });
    await page.reload();
    await page.getByText('Engine ready').waitFor();
    const answer = await inPage(async () => {
      const { port } = globalThis as unknown as { port: MessagePort };
      let exits = 0;
      window.desktop.onEngineExit(() => (exits += 1));
      const answered = new Promise<unknown>((resolve) => {
        port.addEventListener('message', ({ data }) => {
          if (data.i === 'last') resolve(data.r.value.version);
        });
        window.desktop.onEngineExit(resolve);
      });
      const garbage = [undefined, null, 5, 'text', [], {}, { t: 's', i: '__proto__' }, { t: 'q', m: {}, a: 5, i: 'x' }];
      for (const message of [...garbage, { t: 'q', m: 'tablePage', a: [null, {}], i: 'y' }]) port.postMessage(message);
      port.postMessage({ t: 'q', m: 'engineInfo', a: [], i: 'last' });
      return { version: await answered, exits };
    });
    expect(answer).toEqual({ version, exits: 0 });
  });

  test('gets a port of the engine only once', async () => {
    const again = await inPage(async () => {
      let ports = 0;
      globalThis.addEventListener('message', (event) => (ports += event.ports.length));
      globalThis.postMessage({ kind: 'engine-port' }, location.origin);
      await window.desktop.settings();
      return ports;
    });
    expect(again).toBe(0);
  });
});

test('the log of the network sees what leaves the process', async () => {
  const workbench = await openWorkbench();
  await workbench.app.evaluate(async ({ session }) =>
    session.defaultSession.resolveHost('nowhere.invalid').catch(() => null),
  );
  const attempts = await workbench.close();
  expect(attempts.join('\n')).toContain('nowhere.invalid');
});
