/** What is typed and not yet sent outlives a reload of its tab. */

export class Draft {
  constructor(private readonly key: string) {}

  read(): string {
    try {
      return sessionStorage.getItem(this.key) ?? "";
    } catch {
      return ""; // storage is closed to this page: a draft lives as long as the page
    }
  }

  keep(text: string): void {
    try {
      if (text) sessionStorage.setItem(this.key, text);
      else sessionStorage.removeItem(this.key);
    } catch {
      // as in read()
    }
  }
}
