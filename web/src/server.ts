/** The bot's server, as a conversation talks to it. Every call throws `Fault` or `Refused`. */

import type { Answer } from "./answer";
import { call, Fault, type Request } from "./calls";
import type { Language } from "./texts";
import type { Turn, Vote, Why } from "./turns";

export class Server {
  /** Proves whose conversation it is. */
  token: string | undefined;

  constructor(
    private readonly base: URL,
    /** Ends the calls that are under way. */
    private readonly signal: () => AbortSignal,
    private readonly onFault: (fault: Fault) => void,
  ) {}

  /** What the first screen shows. */
  async first(language: Language): Promise<unknown> {
    return this.call(`first/${language}`);
  }

  /** Begin a session; its token. */
  async newSession(): Promise<string> {
    return (await this.call("session", {})).token;
  }

  async history(before?: string): Promise<{ turns: Turn[]; earlier: boolean }> {
    return this.call(before ? `history?before=${before}` : "history");
  }

  /** All that the server keeps, however long it is. */
  async whole(): Promise<Turn[]> {
    const turns: Turn[] = [];
    for (let more = Boolean(this.token); more; ) {
      const page = await this.history(turns[0]?.id);
      turns.unshift(...page.turns);
      more = page.earlier && page.turns.length > 0;
    }
    return turns;
  }

  async answerTo({ id, text }: Turn, language: Language, context: Record<string, string>): Promise<Answer> {
    const told = Object.keys(context).length ? { context } : {};
    return (await this.call("messages", { id, text, language, ...told })).answer;
  }

  async vote(turn: Turn, vote: Vote, why?: Why): Promise<void> {
    await this.call("feedback", { turn: turn.id, vote, ...why });
  }

  async erase(): Promise<void> {
    if (this.token) await this.call("conversation", undefined, "DELETE");
  }

  /** Hand the conversation over to people, once for each id; refused where there is nobody. */
  async handOver(asked: { id: string; reach: string; note: string }): Promise<void> {
    // That nobody could be reached says nothing of the bot: it is no fault of the connection.
    await call(this.base, "handover", { body: asked, token: this.token, signal: this.signal() });
  }

  private async call(path: string, body?: Request["body"], method?: Request["method"]): Promise<any> {
    try {
      return await call(this.base, path, { body, method, token: this.token, signal: this.signal() });
    } catch (failure) {
      if (failure instanceof Fault) this.onFault(failure);
      throw failure;
    }
  }
}
