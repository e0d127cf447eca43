/**
 * <outsourcing-assistant>: the chat as one element.
 *
 * `mode="page"` fills the page; else it is a launcher that opens a panel. The script that this file
 * becomes adds a launcher to any page that has no such element itself.
 */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";

import { Conversation, type Turn } from "./conversation";
import { Draft } from "./draft";
import { FirstScreen, skeletons } from "./first";
import { FullScreen } from "./fullscreen";
import * as icons from "./icons";
import { momentTemplate } from "./moment";
import { type Picture, pictureDialogTemplate } from "./picture";
import { Replies } from "./replies";
import { Scrolling } from "./scrolling";
import { firstStyles } from "./styles-first";
import { replyStyles } from "./styles-reply";
import { frame } from "./styles";
import { takeDialogTemplate } from "./take";
import { browserLanguage, LANGUAGE_NAMES, LANGUAGES, type Language, TEXTS, type Texts } from "./texts";
import { wellFormed } from "./wellformed";

const TAG = "outsourcing-assistant";
const MAX_CHARACTERS = 2000;
const COUNT_FROM = 1800;
const NOTICE_MS = 5000;

const script = document.currentScript as HTMLScriptElement | null;
const bot = new URL("..", script?.src || location.href); // the script is <bot>/chat/widget.js

export class OutsourcingAssistant extends LitElement {
  static override styles = [frame, replyStyles, firstStyles];

  @property() mode: "launcher" | "page" = "launcher";
  @property({ type: Boolean, reflect: true }) open = false;

  @state() private language: Language = storedLanguage() ?? browserLanguage();
  @state() private draft = "";
  @state() private notice = "";
  @state() private picture: Picture | undefined;

  @query(".launcher") private launcher!: HTMLButtonElement | null;
  @query("textarea") private input!: HTMLTextAreaElement;
  @query(".scroll") private scroller!: HTMLElement;
  @query("dialog.restart") private dialog!: HTMLDialogElement;
  @query("dialog.large") private pictureDialog!: HTMLDialogElement;
  @query("dialog.take") private takeDialog!: HTMLDialogElement;

  private readonly conversation = new Conversation(new URL("chat/", bot), () => this.conversationChanged());
  private readonly first = new FirstScreen(this, (language) => this.conversation.first(language));
  private readonly replies = new Replies(this, this.conversation);
  private readonly scrolling = new Scrolling(() => this.scroller, () => this.requestUpdate());
  private readonly fullScreen = new FullScreen(this, () => !this.isPage && this.open);
  private readonly kept = new Draft(`${TAG} ${bot.href}`);
  private wasConnected = true;
  private noticeTimer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.conversation.language = this.language;
    this.conversation.open();
    this.draft = this.kept.read();
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
  }

  private get texts(): Texts {
    return TEXTS[this.language];
  }

  private get isPage(): boolean {
    return this.mode === "page";
  }

  /** Nothing was said yet, as far as is known: of a conversation taken up the history has come. */
  private get isEmpty(): boolean {
    return this.conversation.synced && !this.conversation.turns.length;
  }

  private get length(): number {
    return [...this.draft].length; // as the server counts: an emoji is one character
  }

  protected override render(): TemplateResult {
    return html`
      ${this.isPage ? nothing : this.launcherTemplate()}
      <section
        id="panel"
        class="panel ${this.isPage ? "full" : "floating"}"
        role=${this.isPage ? nothing : "dialog"}
        aria-modal=${this.fullScreen.isModal ? "true" : nothing}
        aria-label=${this.texts.name}
        lang=${this.language}
        ?hidden=${!this.isPage && !this.open}
        @keydown=${this.onKey}
      >
        ${this.headerTemplate()}
        <div class="status" role="status">
          ${this.conversation.connected ? nothing : html`<p>${this.texts.offline}</p>`}
          ${this.notice ? html`<p>${this.notice}</p>` : nothing}
          ${this.conversation.waiting ? html`<span class="sr">${this.texts.typing}</span>` : nothing}
        </div>
        <div class="scroll" tabindex="0" role="region" aria-label=${this.texts.log} @scroll=${this.scrolling.onScroll}>
          <div class="column">
            ${this.isEmpty
              ? this.first.template(this.language, this.texts, bot, this.isPage ? 2 : 3, (message) => this.choose(message))
              : this.conversation.synced
                ? nothing
                : html`<div role="img" aria-label=${this.texts.loading} class="loading">${skeletons(3, "card")}</div>`}
            <div class="log" role="log" aria-live="polite" aria-label=${this.texts.log}>
              ${repeat(this.conversation.turns, (turn) => turn.id, (turn) => guard(this.looksOf(turn), () => this.turnTemplate(turn)))}
            </div>
            ${this.conversation.waiting
              ? html`<div class="typing" role="img" aria-label=${this.texts.typing}><i></i><i></i><i></i></div>`
              : this.suggestionsTemplate()}
          </div>
          ${this.scrolling.template(this.texts)}
        </div>
        ${this.composerTemplate()} ${this.restartTemplate()}
        ${takeDialogTemplate(this.conversation.turns, this.texts, (notice) => this.tell(notice))}
        ${pictureDialogTemplate(this.picture, this.texts, bot, () => (this.picture = undefined))}
      </section>
    `;
  }

  private launcherTemplate(): TemplateResult {
    const label = this.open ? this.texts.launcherClose : this.texts.launcherOpen;
    return html`<section aria-label=${this.texts.name} lang=${this.language}>
      <button class="launcher" aria-label=${label} aria-expanded=${this.open} aria-controls="panel" @click=${this.toggle}>
        ${this.open ? icons.close : icons.chat}
      </button>
    </section>`;
  }

  private headerTemplate(): TemplateResult {
    const { texts } = this;
    return html`<div class="header">
      ${this.isPage ? html`<h1 class="name">${texts.name}</h1>` : html`<h2 class="name">${texts.name}</h2>`}
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
        ${this.isPage
          ? nothing
          : html`<button class="icon" aria-label=${texts.close} title=${texts.close} @click=${this.toggle}>
              ${icons.close}
            </button>`}
      </div>
    </div>`;
  }

  /** All that a turn is drawn from: a long conversation is not drawn anew with every letter typed. */
  private looksOf(turn: Turn): unknown[] {
    return [turn.state, turn.answer, turn.vote, turn.fresh, this.language, this.conversation.connected, this.replies.stateOf(turn)];
  }

  /** Only what is newly answered is for the live region; the person's own words and old answers are not. */
  private turnTemplate(turn: Turn): TemplateResult {
    const { texts } = this;
    return html`<div class="turn">
      <div class="said" aria-live="off"><span class="sr">${texts.you}: </span><p>${turn.text}</p>${momentTemplate(turn.time, texts)}</div>
      ${turn.state === "sending" && !this.conversation.connected
        ? html`<p class="state" aria-live="off">${texts.waiting}</p>`
        : nothing}
      ${turn.state === "answered" && turn.answer
        ? this.replies.template(turn, { texts, base: bot, headingLevel: this.isPage ? 2 : 3, onPicture: (picture) => this.enlarge(picture) })
        : nothing}
      ${turn.state === "unanswered" || turn.state === "refused" ? this.problemTemplate(turn) : nothing}
    </div>`;
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
    if (this.isEmpty && (this.open || this.isPage)) void this.first.want(this.language);
    if (this.isPage && changed.has("language")) {
      document.documentElement.lang = this.language;
      document.title = this.texts.name;
    }
    this.scrolling.follow(this.conversation.turns);
  }

  private conversationChanged(): void {
    const { connected, expired } = this.conversation;
    if (connected && !this.wasConnected) this.tell(this.texts.online);
    this.wasConnected = connected;
    if (expired) {
      this.conversation.expired = false;
      this.tell(this.texts.expired);
    }
    this.requestUpdate();
  }

  private tell(notice: string): void {
    this.notice = notice;
    clearTimeout(this.noticeTimer);
    this.noticeTimer = setTimeout(() => (this.notice = ""), NOTICE_MS);
  }

  private speak(language: Language): void {
    this.language = this.conversation.language = language;
    try {
      localStorage.setItem(TAG, language);
    } catch {
      // storage is closed to this page: the choice lives as long as the page
    }
  }

  private async toggle(): Promise<void> {
    this.open = !this.open;
    await this.updateComplete;
    if (!this.open) this.launcher?.focus();
    else {
      this.scroller.scrollTop = this.scroller.scrollHeight;
      this.input.focus();
    }
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Escape" && !this.isPage) void this.toggle();
    this.fullScreen.keepTab(event);
  }

  private type(text: string): void {
    this.draft = text;
    this.kept.keep(text);
  }

  private sendOnEnter(event: KeyboardEvent): void {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.submit(event);
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

function storedLanguage(): Language | undefined {
  try {
    return LANGUAGES.find((language) => language === localStorage.getItem(TAG));
  } catch {
    return undefined;
  }
}

function embed(): void {
  if (!document.querySelector(TAG)) document.body.append(document.createElement(TAG));
}

// A page may carry the script twice.
if (!customElements.get(TAG)) customElements.define(TAG, OutsourcingAssistant);
if (document.readyState === "loading") addEventListener("DOMContentLoaded", embed);
else embed();
