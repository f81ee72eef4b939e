/** The client of the language server. */

import { type LogOutputChannel, Uri, workspace } from "vscode";
import { LanguageClient, RevealOutputChannelOn, State } from "vscode-languageclient/node";

import { announced } from "./lenses";

export class CharterClient extends LanguageClient {
  constructor(program: string, channel: LogOutputChannel) {
    const server = { command: program, args: ["lsp"] };
    super("charter", "Charter", server, {
      documentSelector: [
        { scheme: "file", language: "charter" },
        { scheme: "untitled", language: "charter" },
        { scheme: "charter", language: "charter" },
      ],
      uriConverters: { code2Protocol: spelled, protocol2Code: (uri) => Uri.parse(uri) },
      outputChannel: channel,
      // A request that fails is for whoever reads the log.
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      synchronize: { fileEvents: workspace.createFileSystemWatcher("**/charter.toml") },
    });
    this.registerFeature(announced);
  }

  /** That the server cannot be started is told by whoever starts it. */
  override error(message: string, data?: unknown, shows?: boolean | "force"): void {
    super.error(message, data, this.state === State.StartFailed ? false : shows);
  }
}

/** An address as the server spells it: the editor leaves out the two slashes where no host follows. */
function spelled(uri: Uri): string {
  return uri.toString().replace(/^charter:\/(?!\/)/, "charter:///");
}
