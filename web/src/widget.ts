/** The chat, drawn into the shadow root of the element (`element.ts`): a panel, a part of the page, or the page itself. */

import { html, nothing, type TemplateResult } from "lit-html";

import { Care } from "./care";
import { Composer, MAX_CHARACTERS } from "./composer";
import { Conversation } from "./conversation";
import { Dialogs } from "./dialogs";
import { Drawing, type Drawn } from "./drawing";
import type { Emit } from "./events";
import { FirstScreen, skeletons } from "./first";
import { FullScreen } from "./fullscreen";
import { headerTemplate } from "./header";
import { isComposing } from "./isolation";
import { firstLanguage, rememberLanguage } from "./language";
import { Log } from "./log";
import { News } from "./news";
import { Replies } from "./replies";
import { Scrolling } from "./scrolling";
import type { Settings } from "./settings";
import { Status } from "./status";
import styles from "./styles/chat.css";
import { type Language, TEXTS, type Texts } from "./texts";
import type { Turn } from "./turns";
import { isTouch, type View } from "./view";

/** What the chat needs of the element that it is drawn into. */
export interface Host {
  toggle(): void;
  /** Another language is spoken. */
  spoken(): void;
  emit: Emit;
  /** Whether messages wait to be sent, so that they are on the next page. */
  pending(pending: boolean): void;
  settled(turn: Turn, here: boolean): void;
  gone(id: string): void;
}

export class Chat implements View, Drawn {
  static readonly styles = styles;

  readonly conversation = new Conversation(new URL("chat/", this.bot), () => this.conversationChanged());
  language: Language;

  private readonly drawing = new Drawing(this);
  private readonly news = new News(this.bot, this.host.emit, this.host.settled, this.host.gone);
  private readonly status = new Status(this);
  private readonly care = new Care(this);
  private readonly dialogs = new Dialogs(this, () => this.restart());
  private readonly first = new FirstScreen(this);
  private readonly composer = new Composer(this, (text) => this.conversation.send(text));
  private readonly replies = new Replies(this, {
    person: () => this.care.personTemplate(),
    enlarge: (picture) => void this.dialogs.enlarge(picture),
    voted: ({ id, vote }) => this.host.emit("vote", { id, vote: vote ?? null }),
  });
  private readonly log = new Log(this, this.replies, (turn) => this.retry(turn));
  private readonly scrolling = new Scrolling(this);
  private readonly fullScreen = new FullScreen(this, () => this.floats && this.isOpen);
  private isOpen = false;

  /** `settings`: as they are at first. */
  constructor(
    readonly bot: URL,
    private readonly host: Host,
    private held: Settings,
  ) {
    this.conversation.context = held.context;
    this.language = this.conversation.language = firstLanguage(held.locale);
  }

  get element(): HTMLElement {
    return this.drawing.element;
  }

  get settings(): Settings {
    return this.held;
  }

  set settings(settings: Settings) {
    this.held = settings;
    this.conversation.context = settings.context;
    void this.draw();
  }

  set open(open: boolean) {
    if (open !== this.isOpen) void this.draw();
    this.isOpen = open;
  }

  get texts(): Texts {
    return TEXTS[this.language];
  }

  get isPage(): boolean {
    return this.settings.position === "page";
  }

  /** It stands in a page now: draw it for the first time, or take up where it was. */
  async connect(): Promise<void> {
    const isNew = !this.element.hasChildNodes();
    this.conversation.open();
    this.fullScreen.watch();
    await this.draw();
    this.drawing.watch();
    if (isNew && this.isPage) this.arrive();
  }

  disconnect(): void {
    this.conversation.close();
    this.first.rest();
    this.replies.rest();
    this.fullScreen.rest();
    this.drawing.rest();
  }

  draw(): Promise<void> {
    return this.drawing.request();
  }

  /** The person has opened it. */
  begin(): void {
    if (this.conversation.turns.length) this.scrolling.toEnd();
    this.composer.input.focus();
  }

  speak(language: Language): void {
    this.language = this.conversation.language = language;
    rememberLanguage(language);
    this.host.spoken();
    void this.draw();
  }

  tell(notice: string): void {
    this.status.tell(notice);
  }

  template(): TemplateResult {
    return html`<section
      id="panel"
      part="panel"
      class="panel ${this.isPage ? "full" : this.floats ? "floating" : "inline"}"
      role=${this.floats ? "dialog" : nothing}
      aria-modal=${this.fullScreen.isModal ? "true" : nothing}
      aria-label=${this.name}
      lang=${this.language}
      translate="no"
      ?hidden=${this.floats && !this.isOpen}
      @keydown=${this.onKey}
    >
      ${headerTemplate(this, this.name, {
        speak: (language) => this.speak(language),
        take: () => this.dialogs.ask("take"),
        restart: () => this.dialogs.ask("restart"),
        close: this.floats ? this.host.toggle : undefined,
      })}
      ${this.status.template()}
      <div class="scroll" tabindex="0" role="region" aria-label=${this.texts.log} @scroll=${this.scrolling.onScroll}>
        <div class="column">
          ${this.beginningTemplate()}
          <div class="log" role="log" aria-live="polite" aria-label=${this.texts.log}>${this.log.elements()}</div>
          ${this.conversation.waiting
            ? html`<div class="typing" role="img" aria-label=${this.texts.typing}><i></i><i></i><i></i></div>`
            : this.log.suggestionsTemplate(this.choose)}
        </div>
        ${this.scrolling.template()}
      </div>
      ${this.composer.template()} ${this.care.template()} ${this.dialogs.template()}
    </section>`;
  }

  renewed(): void {
    this.log.forget();
  }

  drawn(): void {
    this.fullScreen.drawn();
    this.composer.drawn();
    if (this.isEmpty && (this.isOpen || !this.floats)) void this.first.want();
    if (this.isPage) {
      document.documentElement.lang = this.language;
      document.title = this.name;
    }
    this.scrolling.follow();
  }

  /** It lies over the page, opens and closes. */
  private get floats(): boolean {
    return !this.isPage && this.settings.position !== "inline";
  }

  /** Nothing was said yet, as far as is known: of a conversation taken up the history has come. */
  private get isEmpty(): boolean {
    return this.conversation.synced && !this.conversation.turns.length;
  }

  private get name(): string {
    return this.settings.heading || this.texts.name;
  }

  private beginningTemplate(): TemplateResult | typeof nothing {
    if (this.isEmpty) return this.first.template(this.choose);
    if (this.conversation.synced || this.conversation.turns.length) return nothing;
    return html`<div role="img" aria-label=${this.texts.loading} class="loading">${skeletons(3, "card")}</div>`;
  }

  private conversationChanged(): void {
    this.status.look();
    this.news.look(this.conversation);
    this.host.pending(this.conversation.lasting && this.conversation.turns.some((turn) => turn.state === "sending"));
    void this.draw();
  }

  /** The page is opened: it may have been asked a question, which a reload does not ask again. */
  private arrive(): void {
    if (!isTouch()) this.composer.input.focus();
    const address = new URL(location.href);
    const question = address.searchParams.get("q")?.trim().slice(0, MAX_CHARACTERS);
    if (!question) return;
    address.searchParams.delete("q");
    history.replaceState(history.state, "", address);
    this.conversation.send(question);
  }

  /** Escape closes the dialog that it is pressed in, which the browser does, or else the panel. */
  private onKey = (event: KeyboardEvent): void => {
    if ((event.target as HTMLElement).closest("dialog")) return;
    if (event.key === "Escape" && this.floats && !isComposing(event)) this.host.toggle();
    this.fullScreen.keepTab(event);
  };

  private choose = (message: string): void => {
    this.conversation.send(message);
    // The chosen chip goes away; on a touch screen the keyboard need not come up for that.
    if (isTouch()) this.scrolling.focus();
    else this.composer.input.focus();
  };

  private retry(turn: Turn): void {
    this.conversation.retry(turn);
    this.composer.input.focus(); // the button that was pressed goes away
  }

  private restart(): void {
    this.conversation.startOver();
    this.composer.input.focus();
  }
}
