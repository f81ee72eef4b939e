// What a person meets who opens the page of `charter serve`, with whatever they look or listen.
//
//     node page.mjs CHARTER WORKSPACE          (the workspace is changed)

import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { counted, edge, judged, must, open, start, violations } from "./look.mjs";

const [charter, workspace] = process.argv.slice(2);
const FORUM = join(workspace, "interfaces/roadmap-forum.charter");
const HOSTILE = `<script>document.title = "taken"</script><img src=x onerror=alert(1)> & "x"`;

/** The server, its address, and a wait for what it says. */
async function serve() {
  const child = spawn(charter, ["serve", workspace, "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (bytes) => (said += bytes));
  const says = async (words) => {
    for (let turn = 0; turn < 600; turn++) {
      const at = said.search(words);
      if (at >= 0) {
        const line = said.slice(at).split("\n")[0];
        said = said.slice(at + line.length);
        return line;
      }
      await new Promise((wake) => setTimeout(wake, 100));
    }
    throw new Error(`it never said ${words}: ${said}`);
  };
  const url = (await says(/http:/)).trim();
  return { child, says, url };
}

/** From the top by Tab alone: everything that can be used is reached, in its order, visibly. */
async function byKeyboard(page) {
  const usable = "a[href], input, button";
  const all = await page.$$eval(usable, (list) => list.map((it, at) => ((it.dataset.at = at), it.outerHTML.length)));
  for (let at = 0; at < all.length; at++) {
    await page.keyboard.press("Tab");
    const now = await page.evaluate(() => {
      const it = document.activeElement;
      const box = it.getBoundingClientRect();
      const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0;
      return { at: it.dataset.at, outline: getComputedStyle(it).outlineStyle, seen };
    });
    if (now.at !== String(at)) throw new Error(`Tab ${at + 1} leads to ${now.at}`);
    if (now.outline === "none" || !now.seen) throw new Error(`what has the focus after Tab ${at + 1} is not seen`);
  }
  must(all.length > 100, "there is less to reach than there should be");
}

/** What a screen reader is told of its parts. */
async function byEar(page) {
  for (const role of ["banner", "main", "navigation", "search"]) {
    must((await page.getByRole(role).count()) === 1, `there is not one ${role}`);
  }
  must((await page.getByRole("heading", { level: 1 }).count()) === 1, "there is not one h1");
  const tables = await page.$$eval("table", (list) =>
    list.map((it) => ({
      name: it.getAttribute("aria-labelledby") && document.getElementById(it.getAttribute("aria-labelledby"))?.textContent,
      rows: [...it.tBodies[0].rows].every((row) => row.cells[0].tagName === "TH" && row.cells[0].scope === "row"),
      columns: [...it.tHead.rows[0].cells].every((cell) => cell.scope === "col"),
    })),
  );
  must(tables.length >= 4, "there are fewer tables than there should be");
  for (const it of tables) must(it.name && it.rows && it.columns, `a table is not told: ${JSON.stringify(it)}`);
  const names = await page.$$eval("main a", (list) => list.map((it) => it.textContent.trim()));
  must(new Set(names).size === names.length, "two links have one name");
  must((await page.evaluate(() => document.documentElement.lang)) === "en", "there is no language");
}

/** What the links lead to. */
async function links(page, url) {
  const all = await page.$$eval("main td a", (list) => list.map((it) => it.href));
  const host = new URL(url).host;
  const subscribe = all.filter((it) => it.startsWith(`webcal://${host}/calendar/`));
  const fetched = all.filter((it) => it.startsWith(`http://${host}/calendar/`));
  must(subscribe.length === fetched.length && subscribe.length * 2 === all.length, "links are missing");
  for (const link of fetched) {
    const answer = await fetch(link);
    if (!answer.ok || !(await answer.text()).startsWith("BEGIN:VCALENDAR")) throw new Error(`${link} is no feed`);
  }
  must(fetched.length > 70, "there are fewer feeds than there should be");
}

async function search(page) {
  await page.getByRole("searchbox").focus();
  await page.keyboard.type("vp-product");
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=vp-product/);
  const rows = await page.locator("section:not([aria-labelledby=month]) tbody tr").allTextContents();
  must(rows.length > 0 && rows.every((it) => /vp-product|vp product/i.test(it)), "what is found is not what was asked for");
  must(/calendars? found/.test(await page.getByRole("status").textContent()), "how much is found is not said");
  await judged(page, "a search");
}

async function hostileTitle(server, page) {
  const text = readFileSync(FORUM, "utf8");
  const quoted = JSON.stringify(HOSTILE);
  const changed = text.replace(/^(charter \S+) "[^"]*"/m, (_, head) => `${head} ${quoted}`);
  must(changed !== text, "no title was changed");
  writeFileSync(FORUM, changed);
  await server.says(/built again: /);
  await page.goto(server.url);
  must(await page.evaluate((title) => document.body.textContent.includes(title), HOSTILE), "the title is not shown as it is written");
  must((await page.evaluate(() => document.scripts.length)) === 0, "there is a script");
  must((await page.title()) !== "taken", "a title has become a program");
  await judged(page, "a hostile title");
  return text;
}

async function brokenSources(server, page, text) {
  writeFileSync(FORUM, "charter oops {\n");
  await server.says(/still served/);
  await page.goto(server.url);
  must(await page.getByRole("region", { name: /cannot be built/ }).isVisible(), "what is wrong is not said");
  must((await page.getByText("error[").count()) > 0, "what is wrong is not shown");
  await judged(page, "broken sources");
  writeFileSync(FORUM, text);
  await server.says(/built again: /);
  await page.goto(server.url);
  must((await page.getByRole("region", { name: /cannot be built/ }).count()) === 0, "what is mended is still said");
}

/** The judge must be able to refuse, and so must our own eyes. */
async function refused(page) {
  const breaks = {
    "color-contrast": () => (document.querySelector("h1").style.cssText = "color: #bbb; background: #fff"),
    "html-has-lang": () => document.documentElement.removeAttribute("lang"),
    label: () => document.querySelector("label").remove(),
    "link-name": () => (document.querySelector("main td a").textContent = ""),
  };
  for (const [rule, breakIt] of Object.entries(breaks)) {
    await page.reload();
    await page.evaluate(`document.styleSheets[0]; (${breakIt})()`);
    const found = await violations(page);
    must(found.some((it) => it.startsWith(`${rule}:`)), `${rule} is not seen: ${found}`);
  }
}

const server = await serve();
const browser = await start();
try {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1100, 360]) {
      const { page, wrong } = await open(browser, server.url, { colorScheme, viewport: { width, height: 800 } });
      await judged(page, `${colorScheme}, ${width} wide`);
      await edge(page, width);
      must(wrong.length === 0, wrong.join("\n"));
      await page.context().close();
    }
  }
  const { page, wrong } = await open(browser, server.url);
  await byEar(page);
  await byKeyboard(page);
  await links(page, server.url);
  await search(page);
  const text = await hostileTitle(server, page);
  await brokenSources(server, page, text);
  must(wrong.length === 0, wrong.join("\n"));
  await refused(page);
  console.log(counted(browser));
} finally {
  await browser.close();
  server.child.kill("SIGINT");
}
