// What somebody does with charters in VS Code, and what they see.
//
//     node code.mjs SERVER EXTENSION WORKSPACE FOLDER PICTURE [PROGRAM]      (the workspace is changed)
//
// PICTURE is kept of the moment in which something goes wrong.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { Window, serve } from "./window.mjs";

const [server, extension, workspace, folder, picture, program] = process.argv.slice(2);
const FORUM = join(workspace, "interfaces/roadmap-forum.charter");
const SEATS = join(workspace, "organization/vice-presidents.charter");

const GROUP = ".editor-group-container.active";
const TEXT = `${GROUP} .view-lines .view-line`;
const LENS = `${GROUP} .codelens-decoration a`;
const HOVER = ".monaco-hover:not(.hidden) .hover-contents";
const SQUIGGLE = '[class*="squiggly-"]';
const TAB = `${GROUP} .tab.active .label-name`;
const TOLD = ".notification-toast .notification-list-item-message";
const PEEK = ".peekview-widget";
const MENU = ".action-widget .action-item, .action-widget .monaco-list-row";

/** The server has started, or why it has not. */
async function started(window) {
  await window.see(TEXT, /Quarterly roadmap forum/, "the file is not shown");
  const seen = `${GROUP} .codelens-decoration, ${TOLD}`;
  const words = await window.see(seen, /next|could not be started/, "neither the server nor a reason is seen");
  if (!/next/.test(words)) throw new Error(`no server: ${words}`);
}

/** What is right is opened, and nothing is said but what is known beside it. */
async function open(window) {
  await started(window);
  await window.see(TEXT, /in Europe\/London.*next \w{3} \d+ \w{3}/, "no hint says when it meets next");
  await window.keys("Control+Shift+m");
  await window.see(".markers-panel", /No problems have been detected/, "the example is not silent");
  await window.keys("Control+Shift+m");
  await window.wait("something is underlined", () => window.count(SQUIGGLE), (it) => it === 0);
}

/** A mistake is seen and its words are read; what is offered is taken. */
async function mend(window) {
  await window.find("quarterly on the 2nd Tuesday");
  await window.type("weekly on Tuesday");
  await window.keys("Escape");
  await window.see(TEXT, /cadence +weekly on Tuesday/);
  await window.wait("nothing is underlined", () => window.count(SQUIGGLE), (it) => it > 0);
  const word = `${GROUP} .view-line span:text-is("weekly")`;
  await window.hover(word, HOVER, /meets weekly[^]*misfit-cadence/, "the finding is not told");
  await window.find("weekly on Tuesday");
  await window.keys("Control+.");
  await window.see(MENU, /meet quarterly on the 2nd Tuesday/, "no mending is offered");
  await window.keys("Enter");
  await window.see(TEXT, /cadence +quarterly on the 2nd Tuesday/, "it is not mended");
  await window.wait("what is mended is still underlined", () => window.count(SQUIGGLE), (it) => it === 0);
}

/** What stands under the cursor; there and back again. */
async function walk(window) {
  await window.find("vp-product");
  await window.keys("ArrowLeft", "Control+k", "Control+i");
  await window.see(HOVER, /VP Product[^]*Maya Lindqvist/, "who holds the seat is not told");
  await window.keys("Escape", "F12");
  await window.see(TAB, /^vice-presidents\.charter$/, "nothing is jumped to");
  const line = readFileSync(SEATS, "utf8").split("\n").findIndex((it) => it.startsWith("seat vp-product")) + 1;
  await window.see(".statusbar-item", new RegExp(`Ln ${line}, Col 6\\b`), "not the seat is jumped to");
  await window.keys("Control+Alt+-");
  await window.see(TAB, /^roadmap-forum\.charter$/, "there is no way back");
}

/** Another name, in every file. */
async function rename(window) {
  await window.keys("F2");
  await window.wait("another name is not asked for", () => window.count(".rename-input:focus"), Boolean);
  await window.type("head-of-product");
  await window.keys("Enter");
  await window.see(TEXT, /owner +head-of-product/, "it is not renamed");
  await window.keys("Control+k", "s");
  await window.wait("the other file is not renamed", () => readFileSync(SEATS, "utf8"), (it) =>
    /^seat head-of-product /m.test(it));
}

/** Out of order, and in order. */
async function format(window) {
  await window.find("counterparties  vp");
  await window.type("counterparties vp");
  await window.keys("Escape");
  await window.see(TEXT, /counterparties vp/, "nothing is out of order");
  await window.keys("Control+Shift+i");
  await window.see(TEXT, /counterparties {2}vp/, "it is not put in order");
}

/** What can stand here is offered once. */
async function offer(window) {
  await window.keys("Control+End");
  await window.type("cha");
  await window.see(".suggest-widget.visible .monaco-list-row", /^charter\s+a new charter$/, "a charter is not offered, or twice");
  await window.keys("Escape", "Backspace", "Backspace", "Backspace");
}

/** The calendar beside the charter lives with it, also under another server. */
async function calendar(window) {
  await window.keys("Control+Home");
  await window.command("Charter: Preview the calendar");
  await meets(window, "Tue");
  await window.find("2nd Tuesday");
  await window.type("2nd Thursday");
  await window.keys("Escape");
  await meets(window, "Thu");
  await window.command("Charter: Restart the language server");
  await window.find("2nd Thursday");
  await window.type("2nd Tuesday");
  await meets(window, "Tue");
  await window.page.click(".tab:has-text('roadmap-forum.md') .codicon-close");
  await window.wait("the calendar stays", () => window.framed("li"), (it) => it === "");
}

/** Each meeting of the calendar is on a day of the week. */
async function meets(window, day) {
  const dates = (text) => text.match(/\b(Mon|Tue|Wed|Thu|Fri) \d+ \w{3}\b.*10:00/g) ?? [];
  await window.wait(`the calendar does not meet on ${day}`, () => window.framed("li"), (it) =>
    dates(it).length >= 3 && dates(it).every((date) => date.startsWith(day)));
}

/** What stands above a charter can be clicked. */
async function lenses(window) {
  await window.click(LENS, /^next/);
  await meets(window, "Tue");
  await window.click(LENS, /^review due/);
  await window.see(PEEK, /reviewed +2026-09-01/, "it is not shown when it was read");
  await window.keys("Escape");
  await window.find("to cpo-cto");
  await window.keys("F12");
  await window.see(TAB, /^cpo-cto\.charter$/, "it does not lead to where it goes");
  await window.click(LENS, /^\d+ charters escalate here/);
  await window.see(PEEK, /roadmap-forum\.charter/, "what escalates is not listed");
  await window.keys("Escape");
}

/** The standard is a page that can be read, and asked. */
async function standard(window) {
  await window.find("cross-team-tradeoffs");
  await window.keys("F12");
  await window.see(TAB, /^standard\.charter$/, "the standard is not opened");
  await window.see(TEXT, /class cross-team-tradeoffs/, "the standard is not read");
  await window.keys("Control+k", "Control+i");
  await window.see(HOVER, /Tradeoffs across teams or markets/, "the standard cannot be asked");
  await window.keys("Escape", "Control+Alt+-");
  await window.see(TAB, /^cpo-cto\.charter$/, "there is no way back from the standard");
}

/** Nobody is bothered with what went on behind. */
async function quiet(window) {
  await window.wait("something is told that nobody asked for", () => window.count(".codicon-bell-dot"), (it) => it === 0);
}

/** Somebody whose server is lost is told, says where it is, and has it again. */
async function lost(window) {
  configure({ "charter.server.path": "nowhere" });
  await window.see(TOLD, /The program `nowhere` could not be started/, "that the server is lost is not told");
  await window.unsee(LENS, /./, "what the lost server said stays");
  configure({});
  await window.see(LENS, /^next/, "the server is not there again");
}

/** Nothing of its own accord, and no more than a person sees. */
function configure(more) {
  const settings = { "files.autoSave": "off", "workbench.startupEditor": "none", "git.enabled": false, ...more };
  writeFileSync(join(workspace, ".vscode/settings.json"), JSON.stringify(settings));
}

rmSync(folder, { recursive: true, force: true });
rmSync(picture, { force: true });
mkdirSync(join(workspace, ".vscode"), { recursive: true });
configure(program ? { "charter.server.path": program } : {});
const window = await Window.open(await serve(server, extension, folder), workspace, FORUM);
try {
  const day = [open, mend, walk, rename, format, offer, calendar, lenses, standard, quiet, lost];
  for (const scene of day) await scene(window);
  console.log(`as it must be: ${window.checks} checks in VS Code`);
} catch (error) {
  await window.shot(picture).then(() => console.log(`a picture of it: ${picture}`));
  throw error;
} finally {
  await window.close();
}
process.exit(0);
