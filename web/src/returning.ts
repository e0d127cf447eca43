/** An element that comes back: a page that replaces its body, or renders it anew, does not mean the chat. */

/** A page that takes it away after so many times means it. */
const MOST_COMEBACKS = 50;

export class Returning {
  /** Set for the element that the script adds by itself; one of the page's own goes where the page wants. */
  wanted = false;
  private left = MOST_COMEBACKS;

  constructor(private readonly element: HTMLElement) {}

  /** It was taken out: with its surroundings, as it seems. */
  removed(): void {
    if (this.wanted) setTimeout(() => this.comeBack());
  }

  private comeBack(): void {
    const { element } = this;
    if (element.isConnected || !this.wanted || document.querySelector(element.localName) || this.left-- <= 0) return;
    document.documentElement.append(element);
  }
}
