/** Notices edits in the chat that are not its own: translators and blockers replace and remove what the next drawing builds on. */

export class ForeignEdits {
  private readonly observer = new MutationObserver(() => (this.found = true));
  private found = false;

  watch(element: Node): void {
    this.observer.observe(element, { childList: true, subtree: true });
  }

  rest(): void {
    this.observer.disconnect();
  }

  /** Whether there were any; from now on they are over with. */
  take(): boolean {
    const found = this.found || this.observer.takeRecords().length > 0;
    this.found = false;
    return found;
  }

  /** What was edited up to now was our own. */
  settle(): void {
    this.observer.takeRecords();
  }
}
