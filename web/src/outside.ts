/** What is seen of a chat that is closed: the launcher, how many answers are unread, and a bubble that says something. */

import { type LauncherState, LauncherView } from "./launcher-view";
import type { Settings } from "./settings";
import { Teaser } from "./teaser";
import type { Turn } from "./turns";
import { Unread } from "./unread";

/** What stands inside, as far as it is seen from outside. */
export type Seen = Omit<LauncherState, "unread" | "bubble">;

export interface Inside {
  seen(): Seen;
  toggle(): void;
  /** The name under which something of this bot's is remembered. */
  named(what: string): string;
  /** So many answers are unread now. */
  unread(count: number): void;
}

export class Outside {
  readonly launcher = new LauncherView(
    () => this.inside.toggle(),
    () => this.say(""),
  );
  private readonly teaser = new Teaser((text) => !this.isOpen && this.say(text));
  private unread: Unread | undefined;
  private bubble = "";

  constructor(private readonly inside: Inside) {}

  watch(): void {
    this.unread ??= new Unread(this.inside.named("unread"), () => this.unreadChanged());
    this.unread.open();
  }

  rest(): void {
    this.unread?.close();
    this.teaser.stop();
  }

  /** The settings have changed. */
  apply(settings: Settings): void {
    this.teaser.set(settings, this.inside.named("teased"));
  }

  /** The chat was opened or closed. */
  turned(): void {
    this.bubble = "";
    if (this.isOpen) this.unread?.clear();
  }

  /** An answer that nobody sees. */
  add(turn: Turn): void {
    this.unread?.add(turn);
  }

  /** Show a bubble beside the launcher; an empty text takes it away. */
  say(text: string): void {
    this.bubble = text;
    this.draw();
  }

  draw(): void {
    this.launcher.draw({ ...this.inside.seen(), unread: this.unread?.count ?? 0, bubble: this.bubble });
  }

  private get isOpen(): boolean {
    return this.inside.seen().open;
  }

  private unreadChanged(): void {
    const { count, preview } = this.unread!;
    if (this.isOpen && count) return this.unread!.clear();
    this.bubble = preview;
    this.inside.unread(count);
    this.draw();
  }
}
