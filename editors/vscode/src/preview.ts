/** The calendar of what stands at a place, beside the charter. */

import { Uri, ViewColumn, commands, window } from "vscode";
import type { LanguageClient, Position } from "vscode-languageclient/node";

/** What the server answers to `charter/preview`. */
interface Preview {
  uri: string;
  title: string;
  text: string;
}

/** Where something stands, as the protocol says it. */
interface Place {
  textDocument: { uri: string };
  position: Position;
}

/**
 * Shows the calendar of what stands where a lens says, else at the cursor. The button above an
 * editor hands over other things, which are not looked at.
 */
export async function preview(client: LanguageClient | undefined, uri?: unknown, position?: Position): Promise<void> {
  const place = typeof uri === "string" && position ? { textDocument: { uri }, position } : client && cursor(client);
  if (!client || !place) {
    return;
  }
  const shown = await client.sendRequest<Preview | null>("charter/preview", place);
  if (!shown) {
    void window.showInformationMessage("Nothing at the cursor has a calendar.");
    return;
  }
  await commands.executeCommand("vscode.openWith", Uri.parse(shown.uri), "vscode.markdown.preview.editor", {
    viewColumn: ViewColumn.Beside,
    preserveFocus: true,
    preview: false,
  });
}

function cursor(client: LanguageClient): Place | undefined {
  const editor = window.activeTextEditor;
  if (editor?.document.languageId !== "charter") {
    return undefined;
  }
  const converter = client.code2ProtocolConverter;
  return {
    textDocument: converter.asTextDocumentIdentifier(editor.document),
    position: converter.asPosition(editor.selection.active),
  };
}
