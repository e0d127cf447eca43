/** The chat, drawn into the shadow root of the element (`element.ts`): a panel, a part of the page, or the page itself. */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { keyed } from "lit/directives/keyed.js";
import { repeat } from "lit/directives/repeat.js";

import { Care } from "./care";
import { careStyles } from "./care-styles";
import { Conversation } from "./conversation";
import type { Emit } from "./events";
import { faultText } from "./faults";
import { FirstScreen, skeletons } from "./first";
import { ForeignEdits } from "./foreign";
import { FullScreen } from "./fullscreen";
import * as icons from "./icons";
import { isComposing } from "./isolation";
import { firstLanguage, rememberLanguage } from "./language";
import { recall, remember } from "./memo";
import { momentTemplate } from "./moment";
import { News } from "./news";
import { type Picture, pictureDialogTemplate } from "./picture";
import { Replies } from "./replies";
import { Scrolling } from "./scrolling";
import type { Settings } from "./settings";
import { frame } from "./styles";
import { firstStyles } from "./styles-first";
import { replyStyles } from "./styles-reply";
import { takeDialogTemplate } from "./take";
import { LANGUAGE_NAMES, LANGUAGES, type Language, TEXTS, type Texts } from "./texts";
import type { Turn } from "./turns";
import { wellFormed } from "./wellformed";

const MAX_CHARACTERS = 2000;
const COUNT_FROM = 1800;
const NOTICE_MS = 5000;

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

export class Chat extends LitElement {
  static override styles = [frame, replyStyles, firstStyles, careStyles];

  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) open = false;

  @state() language: Language = "en";
  @state() private draft = "";
  @state() private notice = "";
  @state() private picture: Picture | undefined;

  @query("#text") private input!: HTMLTextAreaElement;
  @query(".scroll") private scroller!: HTMLElement;
  @query("dialog.restart") private dialog!: HTMLDialogElement;
  @query("dialog.large") private pictureDialog!: HTMLDialogElement;
  @query("dialog.take") private takeDialog!: HTMLDialogElement;

  readonly conversation = new Conversation(new URL("chat/", this.bot), () => this.conversationChanged());
  private readonly news = new News(this.bot, this.host.emit, this.host.settled, this.host.gone);
  private readonly care = new Care(this);
  private readonly first = new FirstScreen(this, (language) => this.conversation.server.first(language));
  private readonly replies = new Replies(this, this.conversation, ({ id, vote }) => this.host.emit("vote", { id, vote: vote ?? null }));
  private readonly scrolling = new Scrolling(() => this.scroller, () => this.requestUpdate());
  private readonly fullScreen = new FullScreen(this, () => this.floats && this.open);
  private readonly draftName = `outsourcing-assistant ${this.bot.href} draft`;
  private readonly foreign = new ForeignEdits();
  private drawing = 0;
  private wasConnected = true;
  private noticeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly bot: URL,
    private readonly host: Host,
  ) {
    super();
  }

  /** Into the element's shadow root, so that its styles count. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) {
      this.language = this.conversation.language = firstLanguage(this.settings.locale);
      this.draft = recall(this.draftName, "visit");
    }
    this.conversation.open();
    this.foreign.watch(this);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("settings")) this.conversation.context = this.settings.context;
  }

  protected override firstUpdated(): void {
    if (!this.isPage) return;
    if (!isTouch()) this.input.focus();
    const address = new URL(location.href);
    const question = address.searchParams.get("q")?.trim().slice(0, MAX_CHARACTERS);
    if (!question) return;
    address.searchParams.delete("q");
    history.replaceState(history.state, "", address); // a reload does not ask again
    this.conversation.send(question);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.conversation.close();
    this.foreign.rest();
  }

  private get texts(): Texts {
    return TEXTS[this.language];
  }

  private get isPage(): boolean {
    return this.settings.position === "page";
  }

  /** It lies over the page, opens and closes. */
  private get floats(): boolean {
    return !this.isPage && this.settings.position !== "inline";
  }

  /** Nothing was said yet, as far as is known: of a conversation taken up the history has come. */
  private get isEmpty(): boolean {
    return this.conversation.synced && !this.conversation.turns.length;
  }

  private get length(): number {
    return [...this.draft].length; // as the server counts: an emoji is one character
  }

  protected override render(): TemplateResult {
    return html`${keyed(this.drawing, this.panelTemplate())}`;
  }

  /** What others have edited is drawn anew, and so is what cannot be drawn for their edits. */
  protected override update(changed: PropertyValues): void {
    if (this.foreign.take()) this.drawing++;
    const focused = this.hasUpdated && this.input === (this.getRootNode() as ShadowRoot).activeElement;
    try {
      super.update(changed);
    } catch {
      this.drawing++;
      super.update(changed);
    }
    if (focused) this.input.focus();
    this.foreign.settle();
  }

  private panelTemplate(): TemplateResult {
    return html`
      <section
        id="panel"
        part="panel"
        class="panel ${this.isPage ? "full" : this.floats ? "floating" : "inline"}"
        role=${this.floats ? "dialog" : nothing}
        aria-modal=${this.fullScreen.isModal ? "true" : nothing}
        aria-label=${this.name}
        lang=${this.language}
        translate="no"
        ?hidden=${this.floats && !this.open}
        @keydown=${this.onKey}
      >
        ${this.headerTemplate()}
        <div class="status" role="status">
          ${this.faultTemplate()} ${this.conversation.lasting ? nothing : html`<p>${this.texts.forgetful}</p>`}
          ${this.notice ? html`<p>${this.notice}</p>` : nothing}
          ${this.conversation.waiting ? html`<span class="sr">${this.texts.typing}</span>` : nothing}
        </div>
        <div class="scroll" tabindex="0" role="region" aria-label=${this.texts.log} @scroll=${this.scrolling.onScroll}>
          <div class="column">
            ${this.beginningTemplate()}
            <div class="log" role="log" aria-live="polite" aria-label=${this.texts.log}>
              ${repeat(this.conversation.turns, (turn) => turn.id, (turn) => guard(this.looksOf(turn), () => this.turnTemplate(turn)))}
            </div>
            ${this.conversation.waiting
              ? html`<div class="typing" role="img" aria-label=${this.texts.typing}><i></i><i></i><i></i></div>`
              : this.suggestionsTemplate()}
          </div>
          ${this.scrolling.template(this.texts)}
        </div>
        ${this.composerTemplate()} ${this.care.template()} ${this.restartTemplate()}
        ${takeDialogTemplate(this.conversation.turns, this.texts, (notice) => this.tell(notice))}
        ${pictureDialogTemplate(this.picture, this.texts, this.bot, () => (this.picture = undefined))}
      </section>
    `;
  }

  private get name(): string {
    return this.settings.heading || this.texts.name;
  }

  private faultTemplate(): TemplateResult | typeof nothing {
    const { fault, pauseSeconds } = this.conversation;
    return fault ? html`<p part="fault">${faultText(fault, this.language, pauseSeconds)}</p>` : nothing;
  }

  private headerTemplate(): TemplateResult {
    const { texts } = this;
    const { avatar } = this.settings;
    return html`<div class="header">
      ${avatar ? html`<img class="avatar" part="avatar" src=${avatar} alt="" />` : nothing}
      ${this.isPage ? html`<h1 class="name">${this.name}</h1>` : html`<h2 class="name">${this.name}</h2>`}
      <div class="actions">
        <div class="languages" role="group" aria-label=${texts.language}>
          ${LANGUAGES.map(
            (language) => html`<button
              lang=${language}
              aria-pressed=${language === this.language}
              @click=${() => this.speak(language)}
              title=${LANGUAGE_NAMES[language]}
            >
              ${language.toUpperCase()}<span class="sr"> – ${LANGUAGE_NAMES[language]}</span>
            </button>`,
          )}
        </div>
        <button class="icon" aria-label=${texts.take} title=${texts.take} @click=${this.askToTake}>${icons.take}</button>
        <button class="icon" aria-label=${texts.restart} title=${texts.restart} @click=${this.askToRestart}>
          ${icons.restart}
        </button>
        ${this.floats
          ? html`<button class="icon" aria-label=${texts.close} title=${texts.close} @click=${this.host.toggle}>
              ${icons.close}
            </button>`
          : nothing}
      </div>
    </div>`;
  }

  private beginningTemplate(): TemplateResult | typeof nothing {
    const { conversation, language, texts } = this;
    if (this.isEmpty) return this.first.template(language, texts, this.bot, this.isPage ? 2 : 3, this.settings, (message) => this.choose(message));
    if (conversation.synced || conversation.turns.length) return nothing;
    return html`<div role="img" aria-label=${texts.loading} class="loading">${skeletons(3, "card")}</div>`;
  }

  /** All that a turn is drawn from: a long conversation is not drawn anew with every letter typed. */
  private looksOf(turn: Turn): unknown[] {
    return [turn, turn.state, turn.answer, turn.vote, turn.fresh, this.language, this.settings, this.conversation.connected, this.replies.stateOf(turn)];
  }

  /** Only what is newly answered is for the live region; the person's own words and old answers are not. */
  private turnTemplate(turn: Turn): TemplateResult {
    const { texts } = this;
    return html`<div class="turn">
      <div class="said" aria-live="off"><span class="sr">${texts.you}: </span><p>${turn.text}</p>${momentTemplate(turn.time, texts)}</div>
      ${turn.state === "sending" && !this.conversation.connected
        ? html`<p class="state" aria-live="off">${texts.waiting}</p>`
        : nothing}
      ${turn.state === "answered" && turn.answer ? this.replyTemplate(turn) : nothing}
      ${turn.state === "unanswered" || turn.state === "refused" ? this.problemTemplate(turn) : nothing}
    </div>`;
  }

  private replyTemplate(turn: Turn): TemplateResult {
    return this.replies.template(turn, {
      texts: this.texts,
      base: this.bot,
      headingLevel: this.isPage ? 2 : 3,
      person: this.care.personTemplate(),
      onPicture: (picture) => this.enlarge(picture),
    });
  }

  private problemTemplate(turn: Turn): TemplateResult {
    const { texts } = this;
    const answer = turn.answer && wellFormed(turn.answer);
    const notice = answer?.body[0]?.text;
    return html`<div class="answer problem" lang=${notice ? answer!.lang : nothing} aria-live=${turn.fresh ? nothing : "off"}>
      <p>${turn.state === "refused" ? texts.refused : (notice ?? texts.unanswered)}</p>
      <button lang=${this.language} @click=${() => this.retry(turn)}>${texts.retry}</button>
    </div>`;
  }

  private suggestionsTemplate(): TemplateResult | typeof nothing {
    const latest = this.conversation.turns.at(-1)?.answer;
    const answer = latest && wellFormed(latest);
    if (!answer?.suggestions.length) return nothing;
    return html`<div class="chips" role="group" aria-label=${this.texts.suggestions} lang=${answer.lang}>
      ${answer.suggestions.map(
        ({ title, message }) => html`<button @click=${() => this.choose(message)}>${title}</button>`,
      )}
    </div>`;
  }

  private composerTemplate(): TemplateResult {
    const { texts, length } = this;
    const left = MAX_CHARACTERS - length;
    return html`<form class="composer" @submit=${this.submit}>
      <div class="compose">
        <label class="sr" for="text">${texts.inputLabel}</label>
        <textarea
          id="text"
          rows="1"
          enterkeyhint="send"
          autocomplete="off"
          placeholder=${texts.placeholder}
          aria-describedby="hint counter"
          aria-invalid=${left < 0}
          .value=${this.draft}
          @input=${() => this.type(this.input.value)}
          @keydown=${this.sendOnEnter}
        ></textarea>
        <button class="send" aria-label=${texts.send} title=${texts.send}>${icons.send}</button>
      </div>
      <p id="hint" class="sr">${texts.inputHint}</p>
      <p id="counter" class="counter ${left < 0 ? "over" : ""}" role=${left < 0 ? "alert" : nothing} ?hidden=${length < COUNT_FROM}>
        ${left < 0 ? texts.charactersOver(-left) : texts.charactersLeft(left)}
      </p>
      <p class="sr" role="status">${length < COUNT_FROM || left < 0 ? nothing : texts.charactersLeft(roundly(left))}</p>
    </form>`;
  }

  private restartTemplate(): TemplateResult {
    const { texts } = this;
    return html`<dialog class="restart" aria-labelledby="restart-title" aria-describedby="restart-body" @keydown=${(event: Event) => event.stopPropagation()}>
      <p id="restart-title" class="title">${texts.restartTitle}</p>
      <p id="restart-body">${texts.restartBody}</p>
      <div>
        <button @click=${() => this.dialog.close()}>${texts.cancel}</button>
        <button class="primary" @click=${this.restart}>${texts.restartConfirm}</button>
      </div>
    </dialog>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (this.isEmpty && (this.open || !this.floats)) void this.first.want(this.language);
    if (this.isPage && changed.has("language")) {
      document.documentElement.lang = this.language;
      document.title = this.name;
    }
    this.scrolling.follow(this.conversation.turns);
  }

  private conversationChanged(): void {
    const { connected, expired, lasting, turns } = this.conversation;
    // What could not be done for a moment is the greater news.
    if (connected && !this.wasConnected && !this.notice) this.tell(this.texts.online);
    this.wasConnected = connected;
    if (expired) {
      this.conversation.expired = false;
      this.tell(this.texts.expired);
    }
    this.news.look(this.conversation);
    this.host.pending(lasting && turns.some((turn) => turn.state === "sending"));
    this.requestUpdate();
  }

  tell(notice: string): void {
    this.notice = notice;
    clearTimeout(this.noticeTimer);
    this.noticeTimer = setTimeout(() => (this.notice = ""), NOTICE_MS);
  }

  speak(language: Language): void {
    this.language = this.conversation.language = language;
    rememberLanguage(language);
    this.host.spoken();
  }

  /** The person has opened it. */
  begin(): void {
    if (this.conversation.turns.length) this.scroller.scrollTop = this.scroller.scrollHeight;
    this.input.focus();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.floats && !isComposing(event)) this.host.toggle();
    this.fullScreen.keepTab(event);
  }

  private type(text: string): void {
    this.draft = text;
    remember(this.draftName, text, "visit");
  }

  private sendOnEnter(event: KeyboardEvent): void {
    if (event.key === "Enter" && !event.shiftKey && !isComposing(event)) this.submit(event);
  }

  private submit(event: Event): void {
    event.preventDefault();
    if (!this.draft.trim() || this.length > MAX_CHARACTERS) return;
    this.conversation.send(this.draft.trim());
    this.type("");
    this.input.focus();
  }

  private choose(message: string): void {
    this.conversation.send(message);
    // The chosen chip goes away; on a touch screen the keyboard need not come up for that.
    (isTouch() ? this.scroller : this.input).focus();
  }

  private retry(turn: Turn): void {
    this.conversation.retry(turn);
    this.input.focus(); // the button that was pressed goes away
  }

  private async enlarge(picture: Picture): Promise<void> {
    this.picture = picture;
    await this.updateComplete;
    this.pictureDialog.showModal();
  }

  private askToTake(): void {
    if (this.conversation.turns.length) this.takeDialog.showModal();
  }

  private askToRestart(): void {
    if (this.conversation.turns.length) this.dialog.showModal();
  }

  private restart(): void {
    this.dialog.close();
    this.conversation.startOver();
    this.input.focus();
  }
}

/** A number that is told anew every fifty, in the end every ten: nobody wants to hear each letter counted. */
const roundly = (left: number): number => (left > 50 ? Math.ceil(left / 50) * 50 : Math.ceil(left / 10) * 10);

const isTouch = (): boolean => matchMedia("(pointer: coarse)").matches;

customElements.define("outsourcing-assistant-chat", Chat);
