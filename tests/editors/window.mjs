// The window of VS Code, as somebody has it who looks and types.

import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

const modules = createRequire(join(process.env.MODULES, "index.js"));
const { chromium } = modules("playwright-core");

/** So long something may take to be seen. */
const PATIENCE = 20_000;

/** Starts the server of VS Code, which ends with this program; its address. */
export async function serve(program, extension, folder) {
  const port = ["--host", "127.0.0.1", "--port", "0", "--without-connection-token"];
  const extensions = ["--extensions-dir", join(folder, "extensions"), "--install-extension", extension];
  const quiet = ["--accept-server-license-terms", "--disable-workspace-trust", "--disable-telemetry"];
  // Else it takes the path of a login shell, on which the program is not.
  const here = ["--force-disable-user-env", "--server-data-dir", folder];
  const child = spawn(process.execPath, [program, "--start-server", ...port, ...extensions, ...quiet, ...here], {
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  endWith(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => (said += bytes));
  for (const end = Date.now() + PATIENCE; Date.now() < end && child.exitCode === null; ) {
    const found = /Extension host agent listening on (\d+)/.exec(said);
    if (found) return `127.0.0.1:${found[1]}`;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error(`the server of VS Code does not start: ${said}`);
}

/** Ends a server, and what it has started, when this program ends. */
function endWith(child) {
  process.on("exit", () => {
    if (child.exitCode === null) process.kill(-child.pid);
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));
}

/** One window with one folder. */
export class Window {
  static async open(host, folder, file) {
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM,
      args: ["--no-sandbox", "--disable-gpu"],
    });
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const payload = JSON.stringify([["openFile", `vscode-remote://${host}${file}`]]);
    await page.goto(`http://${host}/?${new URLSearchParams({ folder, payload })}`);
    return new Window(browser, page);
  }

  constructor(browser, page) {
    this.browser = browser;
    this.page = page;
    this.checks = 0;
  }

  /** Waits until something holds; what is seen instead is said where it never does. */
  async wait(words, look, fits) {
    this.checks += 1;
    let seen;
    for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
      seen = await look();
      if (fits(seen)) return seen;
      await this.page.waitForTimeout(50);
    }
    throw new Error(`${words}; what is seen: ${typeof seen === "string" ? seen : JSON.stringify(seen)}`);
  }

  /** The words of everything that is seen of a kind. */
  async words(selector, frame = this.page) {
    return frame.$$eval(selector, (all) =>
      all
        .filter((it) => it.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }))
        .map((it) => [it.getBoundingClientRect().top, it.innerText])
        .sort(([one], [other]) => one - other)
        .map(([, text]) => text.replaceAll("\u00a0", " "))
        .join("\n"),
    );
  }

  /** Words of a kind are there. */
  see(selector, pattern, words = `\`${pattern.source}\` is not seen`) {
    return this.wait(words, () => this.words(selector), (seen) => pattern.test(seen));
  }

  /** Words of a kind are there no more. */
  unsee(selector, pattern, words) {
    return this.wait(words, () => this.words(selector), (seen) => !pattern.test(seen));
  }

  /** How many there are of a kind, seen or not. */
  count(selector) {
    return this.page.locator(selector).count();
  }

  /** Presses one key after the other. */
  async keys(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Types as fast as a person may. */
  async type(text) {
    await this.page.keyboard.type(text, { delay: 10 });
  }

  /** Clicks on the words that are meant. */
  async click(selector, pattern) {
    await this.see(selector, new RegExp(pattern.source, "m"));
    await this.page.locator(selector).filter({ hasText: pattern }).first().click();
  }

  /** Holds the mouse over something until words are seen. */
  async hover(selector, seen, pattern, words) {
    const look = async () => {
      await this.page.mouse.move(0, 0);
      await this.page.locator(selector).first().hover({ timeout: 1000 }).catch(() => {});
      await this.page.waitForTimeout(1000);
      return this.words(seen);
    };
    await this.wait(words, look, (it) => pattern.test(it));
  }

  /** Presses a key until something holds: the first may have closed what else was open. */
  until(words, key, look, fits) {
    const press = async () => {
      await this.keys(key);
      await this.page.waitForTimeout(300);
      return look();
    };
    return this.wait(words, press, fits);
  }

  /** Selects the first place of a text in the editor. */
  async find(text) {
    await this.keys("Control+Home", "Control+f");
    await this.see(".find-widget.visible .find-part", /./s, "the search does not open");
    await this.keys("Control+a");
    await this.type(text);
    await this.see(".find-widget.visible .matchesCount", /^\d+ of \d+/, `\`${text}\` is not found`);
    await this.until("the search does not close", "Escape", () => this.count(".find-widget.visible"), (it) => it === 0);
  }

  /** A command by its title. */
  async command(title) {
    await this.keys("F1");
    await this.see(".quick-input-widget .quick-input-list", /./s, "the commands are not listed");
    await this.type(title);
    await this.see(".quick-input-list .monaco-list-row.focused", new RegExp(title), `there is no command ${title}`);
    await this.keys("Enter");
  }

  /** What stands in a page that is shown in a frame of its own. */
  async framed(selector) {
    const texts = [];
    for (const frame of this.page.frames().slice(1)) {
      texts.push(await this.words(selector, frame).catch(() => ""));
    }
    return texts.filter(Boolean).join("\n");
  }

  /** Keeps a picture. */
  shot(path) {
    return this.page.screenshot({ path });
  }

  close() {
    return this.browser.close();
  }
}
