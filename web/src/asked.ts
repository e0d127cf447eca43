/** Questions of the page's own, whose answers it waits for. */

import type { Answer } from "./answer";
import type { Turn } from "./turns";

export class Asked {
  private readonly waiting = new Map<string, { resolve(answer: Answer): void; reject(reason: Error): void }>();

  /** The answer to the turn of that id; rejects with the reason if there will be none. */
  answer(id: string): Promise<Answer> {
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  settle({ id, answer, state }: Turn): void {
    if (state !== "answered" || !answer) return this.giveUp(id, state);
    this.waiting.get(id)?.resolve(answer);
    this.waiting.delete(id);
  }

  giveUp(id: string, reason: string): void {
    this.waiting.get(id)?.reject(new Error(reason));
    this.waiting.delete(id);
  }

  giveUpAll(reason: string): void {
    for (const id of this.waiting.keys()) this.giveUp(id, reason);
  }
}
