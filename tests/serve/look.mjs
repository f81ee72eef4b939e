// A page in a browser that tells everything that goes wrong with it, and the judge of accessibility.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const modules = createRequire(join(process.env.MODULES, "index.js"));
const { chromium } = modules("playwright-core");
const axe = readFileSync(modules.resolve("axe-core/axe.min.js"), "utf8");

let checks = 0;

/** One check; what does not hold ends all. */
export function must(holds, words) {
  checks += 1;
  if (!holds) throw new Error(words);
}

/** How many there were, and where. */
export function counted(browser) {
  return `as it must be: ${checks} checks in ${browser.browserType().name()} ${browser.version()}`;
}

export function start() {
  return chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
}

/** A page, and what goes wrong with it. */
export async function open(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (it) => ["error", "warning"].includes(it.type()) && wrong.push(it.text()));
  page.on("pageerror", (it) => wrong.push(String(it)));
  page.on("dialog", (it) => wrong.push(`a dialog: ${it.message()}`) && it.dismiss());
  page.on("requestfailed", (it) => wrong.push(`failed: ${it.url()}`));
  page.on("response", (it) => it.status() >= 400 && wrong.push(`${it.status()}: ${it.url()}`));
  page.on("request", (it) => {
    const isOurs = it.url().startsWith(url) || it.url().startsWith("data:");
    if (!isOurs) wrong.push(`asked elsewhere: ${it.url()}`);
  });
  await page.goto(url);
  return { page, wrong };
}

/** What the judge of accessibility has to say. */
export async function violations(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map((it) => `${it.id}: ${it.nodes.slice(0, 3).map((node) => node.html).join(" ")}`);
}

export async function judged(page, words) {
  const found = await violations(page);
  must(found.length === 0, `${words}: ${found.join("\n")}`);
}

/** Nothing of a page lies beyond its edge. */
export async function edge(page, width) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  must(over <= 0, `${over} pixels are beyond the edge at ${width}`);
}
