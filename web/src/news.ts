/** Notices what has happened in a conversation since it last looked, for the page and for those who have closed the chat. */

import type { Conversation } from "./conversation";
import type { Emit } from "./events";
import { forOwner } from "./faults";
import type { FaultKind } from "./calls";
import type { Turn } from "./turns";

export class News {
  private readonly said = new Set<string>();
  private readonly settled = new Set<string>();
  private fault: FaultKind | undefined;

  constructor(
    private readonly bot: URL,
    private readonly emit: Emit,
    /** A turn of this visit is over: answered, or not to be. `here`: by this page, not by another tab. */
    private readonly onSettled: (turn: Turn, here: boolean) => void,
    /** A turn that was said on this page is no more: the conversation was begun anew. */
    private readonly onGone: (id: string) => void,
  ) {}

  look({ turns, mine, answeredHere, fault, pauseSeconds }: Conversation): void {
    for (const turn of turns) {
      if (mine.has(turn.id)) this.noteSaid(turn);
      if (turn.state === "sending") this.settled.delete(turn.id);
      else if (turn.fresh && !this.settled.has(turn.id)) this.settle(turn, mine.has(turn.id), answeredHere.has(turn.id));
    }
    const here = new Set(turns.map(({ id }) => id));
    for (const id of [...this.said].filter((id) => !here.has(id))) {
      this.said.delete(id);
      this.onGone(id);
    }
    if (fault && fault.kind !== this.fault) {
      this.emit("error", { kind: fault.kind, seconds: fault.seconds && pauseSeconds });
      const line = forOwner(fault.kind, this.bot);
      if (line) console.error(`outsourcing-assistant: ${line}`);
    }
    this.fault = fault?.kind;
  }

  private noteSaid({ id, text }: Turn): void {
    if (!this.said.has(id)) this.emit("message", { id, text });
    this.said.add(id);
  }

  private settle(turn: Turn, mine: boolean, here: boolean): void {
    const { id, text, state, answer } = turn;
    this.settled.add(id);
    this.onSettled(turn, here);
    if (!mine || state !== "answered" || !answer) return;
    this.emit("answer", { id, text, answer });
    if (answer.kind === "decline") this.emit("decline", { id, text, answer });
  }
}
