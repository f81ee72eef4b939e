/** Starts the language server, and shows the documents that only it has. */

import { type ExtensionContext, type LogOutputChannel, commands, window, workspace } from "vscode";
import { State } from "vscode-languageclient/node";

import { CharterClient } from "./client";
import { PREVIEW, SHOW_REFERENCES, showReferences } from "./lenses";
import { preview } from "./preview";
import { VirtualDocuments } from "./virtual";

let client: CharterClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const channel = window.createOutputChannel("Charter", { log: true });
  const documents = new VirtualDocuments(() => client);
  context.subscriptions.push(
    channel,
    documents,
    workspace.registerTextDocumentContentProvider("charter", documents),
    commands.registerCommand(PREVIEW, (uri, position) => preview(client, uri, position)),
    commands.registerCommand(SHOW_REFERENCES, (uri, position, places) =>
      showReferences(client, uri, position, places),
    ),
    commands.registerCommand("charter.restart", () => restart(channel, documents)),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("charter.server.path")) {
        void restart(channel, documents);
      }
    }),
  );
  await start(channel, documents);
}

export async function deactivate(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.dispose();
}

async function restart(channel: LogOutputChannel, documents: VirtualDocuments): Promise<void> {
  await deactivate().catch((error) => channel.warn(String(error)));
  await start(channel, documents);
}

async function start(channel: LogOutputChannel, documents: VirtualDocuments): Promise<void> {
  const program = workspace.getConfiguration("charter").get<string>("server.path") || "charter";
  const starting = new CharterClient(program, channel);
  starting.onNotification("charter/previewChanged", (params: { uri: string }) => {
    documents.changed(params.uri);
  });
  starting.onDidChangeState((change) => {
    if (change.newState === State.Running) {
      documents.changedAll();
    }
  });
  client = starting;
  try {
    await starting.start();
  } catch (error) {
    channel.error(String(error));
    void offerSettings(program);
  }
}

/** A program that is not there is the one thing that goes wrong for a newcomer. */
async function offerSettings(program: string): Promise<void> {
  const open = "Open the setting";
  const message = `The program \`${program}\` could not be started. Install charter, or say where it is.`;
  if ((await window.showErrorMessage(message, open)) === open) {
    await commands.executeCommand("workbench.action.openSettings", "charter.server.path");
  }
}
