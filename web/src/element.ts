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
import { Looks } from "./looks";
import { recall, remember } from "./memo";
import { loadChat, origin, TooOld } from "./origin";
import { Outside } from "./outside";
import { Base, pageHasLoaded, TAG } from "./page";
import { Returning } from "./returning";
import { ATTRIBUTES, type Settings, settingsOf } from "./settings";
import type { Language } from "./texts";
import type { Said, Turn } from "./turns";
import type { Chat, Host } from "./widget";

export class OutsourcingAssistant extends Base {
  static readonly observedAttributes = ATTRIBUTES;

  readonly returning = new Returning(this);

  private readonly looks: Looks;
  private readonly outside = new Outside({
    seen: () => ({ floats: this.floats, open: this.opened, busy: this.opened && !this.chat, language: this.language, settings: this.settings }),
    toggle: () => void this.toggle(),
    named: (what) => this.named(what),
    unread: (count) => this.emit("unread", { count }),
  });
  private readonly asked = new Asked();
  private given: Partial<Settings> = {};
  private held: Settings | undefined;
  private loading: Promise<Chat> | undefined;
  private chat: Chat | undefined;
  private opened = false;
  private begun = false;
  private resting = true;

  constructor() {
    super();
    this.looks = new Looks(this, this.attachShadow({ mode: "open" }), origin.script?.nonce);
    this.shadowRoot!.prepend(this.outside.launcher.element);
    isolate(this);
  }

  connectedCallback(): void {
    if (this.resting) void this.chat?.connect();
    this.resting = false;
    // Frameworks put an element into the page first, and set its properties then.
    queueMicrotask(() => this.isConnected && void this.begin());
  }

  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected) return; // it was moved within its page: what is under way goes on
      this.resting = true;
      this.chat?.disconnect();
      this.outside.rest();
      this.looks.rest();
      this.returning.removed();
    });
  }

  attributeChangedCallback(): void {
    this.held = undefined;
    if (this.isConnected && this.begun) this.apply();
  }

  /** The settings that hold. */
  get settings(): Settings {
    return (this.held ??= settingsOf(this, this.given, this.returning.wanted ? origin.script : null, window.outsourcingAssistantSettings));
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
    this.returning.wanted = false;
    this.asked.giveUpAll("destroyed");
    this.remove();
    this.shadowRoot!.replaceChildren();
  }

  private get bot(): URL {
    const { bot } = this.settings;
    return bot ? new URL(bot.replace(/\/*$/, "/")) : (origin.bot ?? new URL("/", location.href));
  }

  private get floats(): boolean {
    return this.settings.position === "right" || this.settings.position === "left";
  }

  private named(what: string): string {
    return `${TAG} ${this.bot.href} ${what}`;
  }

  /** In a page: the first time open what is to be open, and send what was not sent. */
  private async begin(): Promise<void> {
    this.outside.watch();
    this.looks.watch();
    this.apply();
    if (this.begun) return;
    this.begun = true;
    if (this.settings.open && !recall(this.named("closed"), "visit")) await this.setOpen(true, false);
    else if (recall(this.named("pending"))) await this.loaded().catch(() => undefined);
    await this.loading?.catch(() => undefined);
    await pageHasLoaded(); // before, no script of it could have listened to the element that the tag makes
    this.emit("ready", {});
  }

  /** The settings have changed, or count from now on. */
  private apply(): void {
    this.looks.draw(this.settings);
    this.outside.apply(this.settings);
    if (this.chat) this.chat.settings = this.settings;
    else if (!this.floats) void this.loaded().catch(() => undefined);
    this.draw();
  }

  private async setOpen(open: boolean, byPerson = true): Promise<void> {
    if (!this.floats || open === this.opened) return;
    this.opened = open;
    this.outside.turned();
    remember(this.named("closed"), open ? "" : "yes", "visit");
    this.emit(open ? "open" : "close", {});
    this.draw();
    const chat = await this.loaded().catch(() => undefined);
    if (!chat) return;
    await chat.draw();
    if (open !== this.opened || !byPerson) return;
    if (open) chat.begin();
    else this.outside.launcher.button.focus();
  }

  private loaded(): Promise<Chat> {
    return (this.loading ??= this.load());
  }

  private async load(): Promise<Chat> {
    this.draw();
    try {
      const Chat = await loadChat(this.bot);
      this.looks.add(Chat.styles);
      this.chat = new Chat(this.bot, this.host, this.settings);
      this.shadowRoot!.append(this.chat.element);
      this.looks.draw(this.settings);
      if (this.isConnected) await this.chat.connect();
      this.draw();
      return this.chat;
    } catch (failure) {
      this.loading = undefined; // the next time may be better
      this.opened = false;
      console.error(`${TAG}: the chat of ${this.bot.href} could not be loaded`, failure);
      this.outside.say(LAUNCHER_TEXTS[this.language][failure instanceof TooOld ? "tooOld" : "notLoaded"]);
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
    if (here && turn.state === "answered" && !this.isOpen) this.outside.add(turn);
  }

  private draw(): void {
    this.outside.draw();
    if (this.chat) this.chat.open = this.opened;
  }

  private emit: Emit = <Name extends EventName>(name: Name, detail: Events[Name]) => {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  };
}

export interface OutsourcingAssistant {
  addEventListener<Name extends EventName>(type: Name, listener: (event: CustomEvent<Events[Name]>) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}
