/**
 * <outsourcing-assistant>: the chat as one element, and what a page can do with it.
 *
 * It is small: a launcher, or a place in the page. The chat itself (`widget.ts`) is loaded when it is first needed, and
 * drawn into the same shadow root.
 */

import type { Answer } from "./answer";
import { Asked } from "./asked";
import type { Emit, EventName, Events } from "./events";
import { isolate } from "./isolation";
import { firstLanguage, rememberLanguage } from "./language";
import { LAUNCHER_TEXTS } from "./launcher-texts";
import { LauncherView } from "./launcher-view";
import { Looks } from "./looks";
import { recall, remember } from "./memo";
import { ATTRIBUTES, type Settings, settingsOf } from "./settings";
import { isNewEnough } from "./support";
import { Teaser } from "./teaser";
import type { Language } from "./texts";
import type { Turn } from "./turns";
import { Unread } from "./unread";
import type { Chat, Host } from "./widget";

export const TAG = "outsourcing-assistant";

/** What was said, and answered. */
export type Said = Pick<Turn, "id" | "text" | "answer" | "vote">;

/** After so many a page means it. */
const MOST_COMEBACKS = 50;

/** Where there is no document (a page made on a server) the class can be imported, not used. */
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

export class OutsourcingAssistant extends Base {
  static readonly observedAttributes = ATTRIBUTES;
  /** How the chat is had. */
  static load: (bot: URL) => Promise<{ Chat: typeof Chat }>;
  /** The bot, where no setting names one. */
  static bot: URL | undefined;
  static script: HTMLScriptElement | null = null;

  /** The element that the script adds by itself: taken out with its surroundings, it comes back. */
  returns = false;

  private readonly looks: Looks;
  private readonly launcher = new LauncherView(
    () => void this.toggle(),
    () => this.say(""),
  );
  private readonly asked = new Asked();
  private readonly teaser = new Teaser((text) => !this.isOpen && this.say(text));
  private given: Partial<Settings> = {};
  private held: Settings | undefined;
  private loading: Promise<Chat> | undefined;
  private chat: Chat | undefined;
  private unread: Unread | undefined;
  private opened = false;
  private begun = false;
  private bubble = "";
  private comebacks = MOST_COMEBACKS;

  constructor() {
    super();
    this.looks = new Looks(this, this.attachShadow({ mode: "open" }), OutsourcingAssistant.script?.nonce);
    this.shadowRoot!.prepend(this.launcher.element);
    isolate(this);
  }

  connectedCallback(): void {
    // Frameworks put an element into the page first, and set its properties then.
    queueMicrotask(() => this.isConnected && void this.begin());
  }

  disconnectedCallback(): void {
    this.unread?.close();
    this.teaser.stop();
    this.looks.rest();
    if (this.returns) setTimeout(() => this.comeBack());
  }

  attributeChangedCallback(): void {
    this.held = undefined;
    if (this.isConnected && this.begun) this.apply();
  }

  /** The settings that hold. */
  get settings(): Settings {
    return (this.held ??= settingsOf(this, this.given, this.returns ? OutsourcingAssistant.script : null, window.outsourcingAssistantSettings));
  }

  /** Settings as an object; an attribute of the same name counts before it. */
  set settings(given: Partial<Settings>) {
    this.given = given;
    this.attributeChangedCallback();
  }

  get isOpen(): boolean {
    return this.opened || !this.floats;
  }

  get language(): Language {
    return this.chat?.language ?? firstLanguage(this.settings.locale);
  }

  async open(): Promise<void> {
    await this.setOpen(true);
  }

  async close(): Promise<void> {
    await this.setOpen(false);
  }

  async toggle(): Promise<void> {
    await this.setOpen(!this.opened);
  }

  /** Say something in the person's name, opened or not. */
  async send(text: string): Promise<void> {
    (await this.loaded()).conversation.send(text);
  }

  /** The same, and the answer to it. Rejects if there will be none: the bot failed, or the conversation was begun anew. */
  async ask(text: string): Promise<Answer> {
    const { conversation } = await this.loaded();
    return this.asked.answer(conversation.send(text));
  }

  async setLanguage(language: Language | "auto"): Promise<void> {
    if (language === "auto") rememberLanguage(undefined);
    const chosen = language === "auto" ? firstLanguage("auto") : language;
    if (this.chat) this.chat.speak(chosen);
    else rememberLanguage(chosen);
    this.draw();
  }

  async startOver(): Promise<void> {
    (await this.loaded()).conversation.startOver();
  }

  /** What was said in this conversation, as far as it is known here. */
  async transcript(): Promise<Said[]> {
    const { conversation } = await this.loaded();
    return conversation.turns.map(({ id, text, answer, vote }) => ({ id, text, answer, vote }));
  }

  /** Take the chat off the page for good. The conversation stays, for the next page. */
  destroy(): void {
    this.returns = false;
    this.asked.giveUpAll("destroyed");
    this.remove();
    this.shadowRoot!.replaceChildren();
  }

  private get bot(): URL {
    const { bot } = this.settings;
    return bot ? new URL(bot.replace(/\/*$/, "/")) : (OutsourcingAssistant.bot ?? new URL("/", location.href));
  }

  private get floats(): boolean {
    return this.settings.position === "right" || this.settings.position === "left";
  }

  private named(what: string): string {
    return `${TAG} ${this.bot.href} ${what}`;
  }

  /** In a page: the first time open what is to be open, and send what was not sent. */
  private async begin(): Promise<void> {
    this.unread ??= new Unread(this.named("unread"), () => this.unreadChanged());
    this.unread.open();
    this.looks.watch();
    this.apply();
    if (this.begun) return;
    this.begun = true;
    const closed = recall(this.named("closed"), "visit") === "yes";
    if (this.settings.open && !closed) await this.setOpen(true, false);
    else if (recall(this.named("pending"))) await this.loaded().catch(() => undefined);
    await this.loading?.catch(() => undefined);
    this.emit("ready", {});
  }

  /** The settings have changed, or count from now on. */
  private apply(): void {
    this.looks.draw(this.settings);
    this.teaser.set(this.settings, this.named("teased"));
    if (this.chat) this.chat.settings = this.settings;
    else if (!this.floats) void this.loaded().catch(() => undefined);
    this.draw();
  }

  private async setOpen(open: boolean, byPerson = true): Promise<void> {
    if (!this.floats || open === this.opened) return;
    this.opened = open;
    this.bubble = "";
    if (open) this.unread?.clear();
    remember(this.named("closed"), open ? "" : "yes", "visit");
    this.emit(open ? "open" : "close", {});
    this.draw();
    const chat = await this.loaded().catch(() => undefined);
    if (!chat) return;
    await chat.updateComplete;
    if (open !== this.opened || !byPerson) return;
    if (open) chat.begin();
    else this.launcher.button.focus();
  }

  private loaded(): Promise<Chat> {
    return (this.loading ??= this.load());
  }

  private async load(): Promise<Chat> {
    this.draw();
    try {
      if (!isNewEnough()) throw new Error("tooOld");
      const { Chat } = await OutsourcingAssistant.load(this.bot);
      for (const { cssText } of Chat.elementStyles as { cssText: string }[]) this.looks.add(cssText);
      this.chat = new Chat(this.bot, this.host);
      this.chat.settings = this.settings;
      this.shadowRoot!.append(this.chat);
      this.looks.draw(this.settings);
      await this.chat.updateComplete;
      this.draw();
      return this.chat;
    } catch (failure) {
      this.loading = undefined; // the next time may be better
      this.opened = false;
      const reason = (failure as Error).message === "tooOld" ? "tooOld" : "notLoaded";
      console.error(`${TAG}: the chat of ${this.bot.href} could not be loaded`, failure);
      this.say(LAUNCHER_TEXTS[this.language][reason]);
      throw failure;
    }
  }

  private readonly host: Host = {
    toggle: () => void this.toggle(),
    spoken: () => this.draw(),
    emit: (name, detail) => this.emit(name, detail),
    pending: (pending) => remember(this.named("pending"), pending ? "yes" : ""),
    settled: (turn, here) => this.settled(turn, here),
    gone: (id) => this.asked.giveUp(id, "begun anew"),
  };

  /** The tab that got an answer counts it for all. */
  private settled(turn: Turn, here: boolean): void {
    this.asked.settle(turn);
    if (here && turn.state === "answered" && !this.isOpen) this.unread?.add(turn);
  }

  private unreadChanged(): void {
    if (this.opened && this.unread!.count) return this.unread!.clear();
    this.bubble = this.unread!.preview;
    this.emit("unread", { count: this.unread!.count });
    this.draw();
  }

  /** Show a bubble beside the launcher; an empty text takes it away. */
  private say(text: string): void {
    this.bubble = text;
    this.draw();
  }

  private draw(): void {
    this.launcher.draw({
      floats: this.floats,
      open: this.opened,
      busy: this.opened && !this.chat,
      unread: this.unread?.count ?? 0,
      bubble: this.bubble,
      language: this.language,
      settings: this.settings,
    });
    if (this.chat) this.chat.open = this.opened;
  }

  /** A page that replaces its body, or renders it anew, does not mean the chat; one that takes it away each time does. */
  private comeBack(): void {
    if (this.isConnected || !this.returns || document.querySelector(TAG) || this.comebacks-- <= 0) return;
    document.documentElement.append(this);
  }

  private emit: Emit = <Name extends EventName>(name: Name, detail: Events[Name]) => {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  };
}

export interface OutsourcingAssistant {
  addEventListener<Name extends EventName>(
    type: Name,
    listener: (event: CustomEvent<Events[Name]>) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface Window {
    /** Settings for the element that the script adds. */
    outsourcingAssistantSettings?: Partial<Settings>;
    /** The element that the script adds, or the first of the page. */
    outsourcingAssistant?: OutsourcingAssistant;
  }
  interface HTMLElementTagNameMap {
    "outsourcing-assistant": OutsourcingAssistant;
  }
}
