/** Documents that only the language server has: the standard, and previews of calendars. */

import { type Disposable, EventEmitter, type TextDocumentContentProvider, Uri, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

/** Reads what has the scheme `charter`. */
export class VirtualDocuments implements TextDocumentContentProvider, Disposable {
  private readonly emitter = new EventEmitter<Uri>();
  readonly onDidChange = this.emitter.event;

  constructor(private readonly client: () => LanguageClient | undefined) {}

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const client = this.client();
    const params = { uri: client?.code2ProtocolConverter.asUri(uri) };
    const answer = await client?.sendRequest<{ text: string } | null>("charter/virtualDocument", params);
    return answer?.text ?? "";
  }

  /** A document has changed: whoever shows it asks again. */
  changed(uri: string): void {
    this.emitter.fire(Uri.parse(uri));
  }

  /** Another server has started: it is asked again for everything that is shown. */
  changedAll(): void {
    const shown = workspace.textDocuments.filter((it) => it.uri.scheme === "charter");
    shown.forEach((it) => this.emitter.fire(it.uri));
  }

  dispose(): void {
    this.emitter.dispose();
  }
}
