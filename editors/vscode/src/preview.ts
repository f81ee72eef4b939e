/** The calendar of what stands at the cursor, beside the charter. */

import { Uri, ViewColumn, window, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

/** What the server answers to `charter/preview`. */
interface Preview {
  uri: string;
  title: string;
  text: string;
}

export async function preview(client: LanguageClient | undefined): Promise<void> {
  const editor = window.activeTextEditor;
  if (!client || editor?.document.languageId !== "charter") {
    return;
  }
  const shown = await client.sendRequest<Preview | null>("charter/preview", {
    textDocument: { uri: editor.document.uri.toString() },
    position: client.code2ProtocolConverter.asPosition(editor.selection.active),
  });
  if (!shown) {
    void window.showInformationMessage("Nothing at the cursor has a calendar.");
    return;
  }
  const document = await workspace.openTextDocument(Uri.parse(shown.uri));
  await window.showTextDocument(document, {
    viewColumn: ViewColumn.Beside,
    preserveFocus: true,
    preview: false,
  });
}
