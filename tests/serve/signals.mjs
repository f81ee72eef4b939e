// The page of `charter signals --format html`, as a leader opens it: from a file, without a network.
//
//     node signals.mjs CHARTER WORKSPACE FOLDER          (the workspace is changed)

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { counted, edge, judged, must, open, start } from "./look.mjs";

const [charter, workspace, folder] = process.argv.slice(2);
const FORUM = join(workspace, "interfaces/roadmap-forum.charter");
const HOSTILE = `<script>document.title = "taken"</script><img src=x onerror=alert(1)> & "x"`;

/** The page as it is now. */
function page(name) {
  const file = join(folder, `${name}.html`);
  const html = execFileSync(charter, ["signals", workspace, "--format", "html"], { maxBuffer: 1 << 26 });
  writeFileSync(file, html);
  return pathToFileURL(file).href;
}

function hostileTitle() {
  const text = readFileSync(FORUM, "utf8");
  const changed = text.replace(/^(charter \S+) "[^"]*"/m, (_, head) => `${head} ${JSON.stringify(HOSTILE)}`);
  must(changed !== text, "no title was changed");
  writeFileSync(FORUM, changed);
}

/** Every plot is seen, has marks in it, a name, and its numbers in a table. */
async function plots(page) {
  const all = await page.$$eval("figure", (list) =>
    list.map((figure) => {
      const plot = figure.querySelector("svg");
      const box = plot?.getBoundingClientRect();
      const marks = [...(plot?.querySelectorAll("circle, rect, path, line, polyline") ?? [])];
      const drawn = marks.filter((it) => {
        const mark = it.getBoundingClientRect();
        return mark.width > 0 || mark.height > 0;
      });
      return {
        is: plot !== null && box.width > 200 && box.height > 60,
        marks: drawn.length,
        outside: drawn.filter((it) => {
          const mark = it.getBoundingClientRect();
          return mark.left < box.left - 1 || mark.right > box.right + 1 || mark.top < box.top - 1 || mark.bottom > box.bottom + 1;
        }).length,
        name: plot?.querySelector("title")?.textContent ?? plot?.getAttribute("aria-label"),
        rows: figure.querySelectorAll("table tbody tr").length,
      };
    }),
  );
  must(all.length >= 4, `there are ${all.length} plots`);
  for (const it of all) {
    must(it.is && it.marks > 2 && it.outside === 0, `a plot is not seen: ${JSON.stringify(it)}`);
    must(it.name && it.rows > 0, `a plot is not told: ${JSON.stringify(it)}`);
  }
  must(new Set(all.map((it) => it.name)).size === all.length, "two plots have one name");
}

const browser = await start();
try {
  const usual = page("usual");
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1100, 360]) {
      const { page, wrong } = await open(browser, usual, { colorScheme, viewport: { width, height: 800 } });
      await judged(page, `signals, ${colorScheme}, ${width} wide`);
      await edge(page, width);
      must(wrong.length === 0, wrong.join("\n"));
      if (width > 1000) await plots(page);
      await page.context().close();
    }
  }
  hostileTitle();
  const { page: it, wrong } = await open(browser, page("hostile"));
  must(await it.evaluate((title) => document.body.textContent.includes(title), HOSTILE), "the title is not shown as it is written");
  must((await it.evaluate(() => document.scripts.length)) === 0, "there is a script");
  must((await it.title()) !== "taken", "a title has become a program");
  must((await it.evaluate(() => document.images.length)) === 0, "there is an image");
  must(wrong.length === 0, wrong.join("\n"));
  await judged(it, "signals with a hostile title");
  console.log(counted(browser));
} finally {
  await browser.close();
}
