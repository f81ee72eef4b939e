/** What a lens does when it is clicked: the protocol leaves that to the editor. */

import { commands } from "vscode";
import {
  type LanguageClient,
  type Location,
  type Position as Place,
  State,
  type StaticFeature,
} from "vscode-languageclient/node";

/** The commands that a lens may name. */
export const PREVIEW = "charter.preview";
export const SHOW_REFERENCES = "charter.showReferences";

/** Tells the server which commands are carried out here: without it a lens is words alone. */
export const announced: StaticFeature = {
  fillClientCapabilities(capabilities) {
    capabilities.experimental = { ...capabilities.experimental, commands: { commands: [PREVIEW, SHOW_REFERENCES] } };
  },
  initialize() {},
  getState: () => ({ kind: "static" }),
  clear() {},
};

/** Shows the places that a lens counts, in the editor's own list. */
export async function showReferences(
  client: LanguageClient | undefined,
  uri: string,
  place: Place,
  places: Location[],
): Promise<void> {
  if (client?.state !== State.Running) {
    return;
  }
  const { protocol2CodeConverter: converter } = client;
  await commands.executeCommand(
    "editor.action.showReferences",
    converter.asUri(uri),
    converter.asPosition(place),
    await converter.asReferences(places),
  );
}
