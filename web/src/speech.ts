/** Reads an answer aloud with the browser's own voice, one at a time. */

import { asText } from "./copying";
import type { Answer } from "./answer";

/** The voices' names of languages. */
const VOICE: Record<string, string> = { id: "id-ID", en: "en-GB" };

export class Speech {
  /** The turn that is being read. */
  turn = "";

  constructor(private readonly onChange: () => void) {}

  get possible(): boolean {
    return "speechSynthesis" in globalThis;
  }

  /** Read the answer of a turn; if it is being read, stop. */
  toggle(turn: string, answer: Answer): void {
    const again = this.turn === turn;
    this.stop();
    if (again) return;
    const words = new SpeechSynthesisUtterance(asText({ ...answer, sources: [] }).replace(/\t/g, ", ").replace(/•/g, ""));
    words.lang = VOICE[answer.lang] ?? answer.lang;
    words.onend = words.onerror = () => this.isOver(turn);
    this.turn = turn;
    speechSynthesis.speak(words);
    this.onChange();
  }

  stop(): void {
    if (!this.turn) return;
    this.turn = "";
    speechSynthesis.cancel();
    this.onChange();
  }

  private isOver(turn: string): void {
    if (this.turn !== turn) return;
    this.turn = "";
    this.onChange();
  }
}
