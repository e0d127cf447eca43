/** Style sheets inside a shadow root, in the words that this browser understands. */

export type Scheme = "light" | "dark";

/** From Chromium 123, Safari 17.5 and Firefox 120 on; the schemes of these are put in for others. */
const LIGHT_DARK = /light-dark\(\s*((?:[^,()]|\([^()]*\))+),\s*((?:[^,()]|\([^()]*\))+)\)/g;

/** The same style sheet for browsers from Chromium 100, Safari 15.4 and Firefox 102 on. */
export function understood(css: string, scheme: Scheme, supports: (property: string, value: string) => boolean): string {
  if (supports("color", "light-dark(#000, #fff)")) return css;
  return css.replace(LIGHT_DARK, (_, light, dark) => (scheme === "light" ? light : dark));
}

/** Some style sheets of one root. They are no inline styles to a content security policy. */
export class Sheets {
  private readonly sheets: { css: string; put(css: string): void }[] = [];
  private readonly placed: { last: boolean; sheet: CSSStyleSheet | HTMLStyleElement }[] = [];
  private scheme: Scheme = "light";

  constructor(
    private readonly root: ShadowRoot,
    private readonly nonce: string | undefined,
  ) {}

  /** Add a style sheet, whose text may change; the `last` ones stay behind all others. */
  add(css: string, last = false): { change(css: string): void } {
    const sheet = { css, put: this.place(last) };
    this.sheets.push(sheet);
    const change = (css: string) => {
      sheet.css = css;
      sheet.put(this.understood(css));
    };
    change(css);
    return { change };
  }

  setScheme(scheme: Scheme): void {
    if (scheme === this.scheme) return;
    this.scheme = scheme;
    for (const { css, put } of this.sheets) put(this.understood(css));
  }

  private understood(css: string): string {
    return understood(css, this.scheme, (property, value) => CSS.supports(property, value));
  }

  private place(last: boolean): (css: string) => void {
    if ("adoptedStyleSheets" in Document.prototype && "replaceSync" in CSSStyleSheet.prototype) {
      const sheet = new CSSStyleSheet();
      this.put(last, sheet);
      this.root.adoptedStyleSheets = this.placed.map(({ sheet }) => sheet as CSSStyleSheet);
      return (css) => sheet.replaceSync(css);
    }
    const style = document.createElement("style"); // Safari before 16.4
    if (this.nonce) style.nonce = this.nonce;
    this.put(last, style);
    this.root.prepend(...this.placed.map(({ sheet }) => sheet as HTMLStyleElement));
    return (css) => (style.textContent = css);
  }

  private put(last: boolean, sheet: CSSStyleSheet | HTMLStyleElement): void {
    const behind = last ? -1 : this.placed.findIndex((other) => other.last);
    this.placed.splice(behind < 0 ? this.placed.length : behind, 0, { last, sheet });
  }
}
