// What a client tab shows in its fields: what is connected with, or else what a person changed, over what was asked last.

import { useState } from "preact/hooks";
import type { ClientOptions, ClientState } from "../../../link/conversation.js";
import {
  type ClientEdits,
  type ClientForm,
  clientForm,
  clientOptionsOf,
  shownAddress,
} from "../data/client-form.js";
import { withoutClientSecrets } from "../data/form-secrets.js";
import { useConsole } from "../page-context.js";
import type { ConsoleState } from "../state/console-state.js";
import { keepValue, keptValue, useKept } from "../use-kept.js";

/** The fields and how they change. */
export interface ClientFields {
  readonly address: string;
  readonly form: ClientForm;
  /** Whether they can be changed: while there is no connection. */
  readonly isOpen: boolean;
  readonly change: (part: ClientEdits) => void;
  /** To connect with; with `part` instead of what is filled in there. */
  readonly options: (part?: Partial<ClientForm>) => ClientOptions;
}

/** Begins the keys of all that is kept of a tab. */
export const keptClient = (conversation: number): string => `client-${conversation}-`;
const editsKey = (conversation: number): string => `${keptClient(conversation)}edits`;

const noEdits: ClientEdits = {};
const serverUrlOf = ({ server }: ConsoleState): string | undefined => server?.url;

/** See the file's first line. */
export function useClientForm(client: ClientState): ClientFields {
  const [edits, changeEdits] = useKept<ClientEdits>(
    editsKey(client.conversation),
    noEdits,
    withoutClientSecrets,
  );
  const serverUrl = useConsole(serverUrlOf);
  const [serverUrls] = useState(new Set<string>());
  if (serverUrl !== undefined) serverUrls.add(serverUrl);
  const isOpen = client.state === "unconnected";
  const { options } = client;
  const asked = wasAsked(client) ? options.url : undefined;
  const form: ClientForm = { ...clientForm(options), ...(isOpen && edits) };
  const address = isOpen
    ? shownAddress({ typed: edits.url, asked, serverUrl, serverUrls, fallback: options.url })
    : options.url;
  return {
    address,
    form,
    isOpen,
    change: (part) => changeEdits((now) => ({ ...now, ...part })),
    options: (part) => clientOptionsOf({ ...form, ...part }, address),
  };
}

/** Fills in a new tab as `like` is filled in. */
export function keepClientEdits(conversation: number, like: ClientState): void {
  const edits = keptValue<ClientEdits>(editsKey(like.conversation)) ?? noEdits;
  const asked = wasAsked(like) ? clientForm(like.options) : {};
  keepValue<ClientEdits>(editsKey(conversation), { ...asked, ...edits }, withoutClientSecrets);
}

/** Whether its options are more than those that every tab begins with. */
function wasAsked({ handshake, closed, problem, state }: ClientState): boolean {
  return state !== "unconnected" || handshake !== undefined || closed !== undefined || problem !== undefined;
}
