// The window of VS Code, as somebody has it who looks and types.

import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

const modules = createRequire(join(process.env.MODULES, "index.js"));
const { chromium } = modules("playwright-core");

/** So long something may take to be seen. */
const PATIENCE = 20_000;

/** The server of VS Code on a port of its own, and its address. */
export async function serve(program, extension, folder) {
  const child = spawn(
    process.execPath,
    [
      ...[program, "--start-server", "--host", "127.0.0.1", "--port", "0", "--accept-server-license-terms"],
      ...["--without-connection-token", "--disable-workspace-trust", "--disable-telemetry"],
      ...["--server-data-dir", folder, "--extensions-dir", join(folder, "extensions"), "--install-extension", extension],
    ],
    { stdio: ["ignore", "pipe", "pipe"], detached: true },
  );
  const stop = () => process.kill(-child.pid);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => (said += bytes));
  for (let turn = 0; turn < PATIENCE / 100; turn++) {
    const port = /Extension host agent listening on (\d+)/.exec(said)?.[1];
    if (port) return { host: `127.0.0.1:${port}`, stop };
    await new Promise((wake) => setTimeout(wake, 100));
  }
  stop();
  throw new Error(`the server of VS Code does not start: ${said}`);
}

/** Blanks as a person sees them. */
const plain = (text) => text.replace(/\u00a0/g, " ");

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
        .filter((it) => it.getClientRects().length > 0)
        .map((it) => [it.getBoundingClientRect().top, it.innerText])
        .sort(([one], [other]) => one - other)
        .map(([, text]) => text.replace(/\u00a0/g, " "))
        .join("\n"),
    );
  }

  see(selector, pattern, words = `\`${pattern.source}\` is not seen`) {
    return this.wait(words, () => this.words(selector), (seen) => pattern.test(seen));
  }

  unsee(selector, pattern, words = `\`${pattern.source}\` is seen`) {
    return this.wait(words, () => this.words(selector), (seen) => !pattern.test(seen));
  }

  count(selector) {
    return this.page.locator(selector).count();
  }

  async keys(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text) {
    await this.page.keyboard.type(text, { delay: 10 });
  }

  /** Holds the mouse over something. */
  async hover(selector) {
    const { x, y, width, height } = await this.page.locator(selector).first().boundingBox();
    await this.page.mouse.move(0, 0);
    await this.page.mouse.move(x + width / 2, y + height / 2);
  }

  /** Selects the first place of a text in the editor. */
  async find(text) {
    await this.keys("Control+Home", "Control+f");
    await this.see(".find-widget.visible .find-part", /./s, "the search does not open");
    await this.keys("Control+a");
    await this.type(text);
    await this.see(".find-widget.visible .matchesCount", /^\d+ of \d+/, `\`${text}\` is not found`);
    await this.keys("Escape");
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

  shot(path) {
    return this.page.screenshot({ path });
  }

  close() {
    return this.browser.close();
  }
}
