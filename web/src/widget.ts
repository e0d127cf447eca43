/** The chat, drawn into the shadow root of the element (`element.ts`): a panel, a part of the page, or the page itself. */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { repeat } from "lit/directives/repeat.js";

import { answerTemplate, type Suggestion } from "./answer";
import { Care } from "./care";
import { careStyles } from "./care-styles";
import { Conversation } from "./conversation";
import type { Emit } from "./events";
import { faultText } from "./faults";
import { ForeignEdits } from "./foreign";
import * as icons from "./icons";
import { isComposing } from "./isolation";
import { firstLanguage, rememberLanguage } from "./language";
import { News } from "./news";
import type { Settings } from "./settings";
import { styles } from "./styles";
import { LANGUAGE_NAMES, LANGUAGES, type Language, TEXTS, type Texts } from "./texts";
import type { Turn, Vote } from "./turns";

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
  static override styles = [styles, careStyles];

  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) open = false;

  @state() language: Language = "en";
  @state() private draft = "";
  @state() private notice = "";
  @state() private thanked = "";
  @state() private firstQuestions: Suggestion[] = [];

  @query("#text") private input!: HTMLTextAreaElement;
  @query(".scroll") private scroller!: HTMLElement;
  @query("dialog.restart") private dialog!: HTMLDialogElement;

  readonly conversation = new Conversation(new URL("chat/", this.bot), () => this.conversationChanged());
  private readonly news = new News(this.bot, this.host.emit, this.host.settled, this.host.gone);
  private readonly care = new Care(this);
  private readonly foreign = new ForeignEdits();
  private drawing = 0;
  private wasConnected = true;
  private noticeTimer: ReturnType<typeof setTimeout> | undefined;
  private offeredIn: Language | undefined;
  private drawnTurns = 0;
  private drawnAnswers = 0;

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
    if (!this.hasUpdated) this.language = this.conversation.language = firstLanguage(this.settings.locale);
    this.conversation.open();
    this.foreign.watch(this);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("settings")) this.conversation.context = this.settings.context;
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
        aria-label=${this.name}
        lang=${this.language}
        translate="no"
        ?hidden=${this.floats && !this.open}
        @keydown=${this.closeOnEscape}
      >
        ${this.headerTemplate()}
        <div class="status" role="status">
          ${this.faultTemplate()} ${this.conversation.lasting ? nothing : html`<p>${this.texts.forgetful}</p>`}
          ${this.notice ? html`<p>${this.notice}</p>` : nothing}
        </div>
        <div class="scroll" tabindex="0" role="region" aria-label=${this.texts.log}>
          <div class="column">
            ${this.welcomeTemplate()}
            <div class="log" role="log" aria-live="polite" aria-label=${this.texts.log}>
              ${repeat(this.conversation.turns, (turn) => turn.id, (turn) => this.turnTemplate(turn))}
            </div>
            ${this.conversation.waiting
              ? html`<div class="typing" role="img" aria-label=${this.texts.typing}><i></i><i></i><i></i></div>`
              : this.suggestionsTemplate()}
          </div>
        </div>
        ${this.composerTemplate()} ${this.care.template()} ${this.restartTemplate()}
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

  private welcomeTemplate(): TemplateResult | typeof nothing {
    if (!this.isEmpty) return nothing;
    return html`<div class="welcome">
      <p class="title">${this.texts.welcomeTitle}</p>
      <p>${this.settings.greeting || this.texts.welcome}</p>
    </div>`;
  }

  /** Only what is newly answered is for the live region; the person's own words and old answers are not. */
  private turnTemplate(turn: Turn): TemplateResult {
    const { texts } = this;
    return html`
      <div class="said" aria-live="off"><span class="sr">${texts.you}: </span><p>${turn.text}</p></div>
      ${turn.state === "sending" && !this.conversation.connected
        ? html`<p class="state" aria-live="off">${texts.waiting}</p>`
        : nothing}
      ${turn.state === "answered" && turn.answer
        ? html`<div class="answer" lang=${turn.answer.lang} aria-live=${turn.fresh ? nothing : "off"}>
              ${answerTemplate(turn.answer, texts, this.bot, this.isPage ? 2 : 3)}
            </div>
            ${this.feedbackTemplate(turn)}`
        : nothing}
      ${turn.state === "unanswered" || turn.state === "refused" ? this.problemTemplate(turn) : nothing}
    `;
  }

  private problemTemplate(turn: Turn): TemplateResult {
    const { texts } = this;
    const notice = turn.answer?.body[0]?.text;
    return html`<div class="answer problem" lang=${notice ? turn.answer!.lang : nothing} aria-live=${turn.fresh ? nothing : "off"}>
      <p>${turn.state === "refused" ? texts.refused : (notice ?? texts.unanswered)}</p>
      <button lang=${this.language} @click=${() => this.retry(turn)}>${texts.retry}</button>
    </div>`;
  }

  private feedbackTemplate(turn: Turn): TemplateResult | typeof nothing {
    const thumb = (vote: Vote & string, label: string, icon: TemplateResult) => html`<button
      class="icon"
      aria-label=${label}
      title=${label}
      aria-pressed=${turn.vote === vote}
      @click=${() => this.vote(turn, vote)}
    >
      ${icon}
    </button>`;
    return html`<div class="tools" aria-live="off">
      ${thumb("up", this.texts.helpful, icons.up)} ${thumb("down", this.texts.unhelpful, icons.down)}
      <span role="status">${this.thanked === turn.id ? this.texts.voted : nothing}</span>
    </div>`;
  }

  private suggestionsTemplate(): TemplateResult | typeof nothing {
    const answer = this.conversation.turns.at(-1)?.answer;
    const suggestions = this.isEmpty ? this.questions : (answer?.suggestions ?? []);
    if (!suggestions.length) return nothing;
    return html`<div class="chips" role="group" aria-label=${this.texts.suggestions} lang=${answer?.lang ?? this.language}>
      ${suggestions.map(
        ({ title, message }) => html`<button @click=${() => this.choose(message)}>${title}</button>`,
      )}
    </div>`;
  }

  private get questions(): Suggestion[] {
    const own = this.settings.questions;
    return own.length ? own.map((question) => ({ title: question, message: question })) : this.firstQuestions;
  }

  private composerTemplate(): TemplateResult {
    const { texts, length } = this;
    const left = MAX_CHARACTERS - length;
    return html`<form @submit=${this.submit}>
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
          @input=${() => (this.draft = this.input.value)}
          @keydown=${this.sendOnEnter}
        ></textarea>
        <button class="send" aria-label=${texts.send} title=${texts.send}>${icons.send}</button>
      </div>
      <p id="hint" class="sr">${texts.inputHint}</p>
      <p id="counter" class="counter ${left < 0 ? "over" : ""}" role=${left < 0 ? "alert" : nothing} ?hidden=${length < COUNT_FROM}>
        ${left < 0 ? texts.charactersOver(-left) : texts.charactersLeft(left)}
      </p>
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
    if (this.isEmpty && (this.open || !this.floats) && this.offeredIn !== this.language) void this.offerFirstQuestions();
    if (this.isPage && changed.has("language")) {
      document.documentElement.lang = this.language;
      document.title = this.name;
    }
    this.scrollToNews();
  }

  /** A question that is sent comes into view; with its answer the question goes to the top, to be read from there. */
  private scrollToNews(): void {
    const turns = this.conversation.turns;
    const answers = turns.filter((turn) => turn.state !== "sending").length;
    if (turns.length === this.drawnTurns && answers === this.drawnAnswers) return;
    const answered = answers > this.drawnAnswers && turns.length === this.drawnTurns;
    this.drawnTurns = turns.length;
    this.drawnAnswers = answers;
    const last = [...this.renderRoot.querySelectorAll<HTMLElement>(".said")].at(-1);
    const top = answered && last ? last.offsetTop - 12 : this.scroller.scrollHeight;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.scroller.scrollTo({ top, behavior: still || !answered ? "instant" : "smooth" });
  }

  private async offerFirstQuestions(): Promise<void> {
    const language = (this.offeredIn = this.language);
    const questions = await this.conversation.firstQuestions();
    if (language === this.language) this.firstQuestions = questions;
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
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.input.focus();
  }

  private closeOnEscape(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.floats && !isComposing(event)) this.host.toggle();
  }

  private sendOnEnter(event: KeyboardEvent): void {
    if (event.key === "Enter" && !event.shiftKey && !isComposing(event)) this.submit(event);
  }

  private submit(event: Event): void {
    event.preventDefault();
    if (!this.draft.trim() || this.length > MAX_CHARACTERS) return;
    this.conversation.send(this.draft.trim());
    this.draft = "";
    this.input.focus();
  }

  private choose(message: string): void {
    this.conversation.send(message);
    // The chosen chip goes away; on a touch screen the keyboard need not come up for that.
    (matchMedia("(pointer: coarse)").matches ? this.scroller : this.input).focus();
  }

  private retry(turn: Turn): void {
    this.conversation.retry(turn);
    this.input.focus(); // the button that was pressed goes away
  }

  private async vote(turn: Turn, vote: Vote): Promise<void> {
    const stored = await this.conversation.vote(turn, turn.vote === vote ? null : vote);
    this.thanked = stored && turn.vote ? turn.id : "";
    if (stored) this.host.emit("vote", { id: turn.id, vote: turn.vote ?? null });
    else this.tell(this.texts.voteFailed);
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

customElements.define("outsourcing-assistant-chat", Chat);
