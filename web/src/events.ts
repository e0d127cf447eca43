/** What the element tells the page, as a CustomEvent of that name that does not bubble. */

import type { Answer } from "./answer";
import type { FaultKind } from "./calls";
import type { Vote } from "./turns";

export interface Events {
  /** The element can be used, and the page is loaded. */
  ready: Record<string, never>;
  open: Record<string, never>;
  close: Record<string, never>;
  /** The person, or the page for them, has said something on this page. */
  message: { id: string; text: string };
  /** What was said on this page has got its answer. */
  answer: { id: string; text: string; answer: Answer };
  /** The same, where the bot had no answer. */
  decline: { id: string; text: string; answer: Answer };
  vote: { id: string; vote: Vote };
  /** Messages wait; in so many seconds they are sent again. */
  error: { kind: FaultKind; seconds: number };
  /** Answers that came while the chat was closed. */
  unread: { count: number };
}

export type EventName = keyof Events;
export type Emit = <Name extends EventName>(name: Name, detail: Events[Name]) => void;
