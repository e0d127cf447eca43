/** How many answers came while the chat was closed, in whichever tab, and what the last of them says. */

import { recall, remember } from "./memo";
import type { Turn } from "./turns";

const LONGEST_PREVIEW = 200;

export class Unread {
  count = 0;
  preview = "";

  constructor(
    private readonly name: string,
    private readonly onChange: () => void,
  ) {}

  open(): void {
    addEventListener("storage", this.changed);
    this.read();
  }

  close(): void {
    removeEventListener("storage", this.changed);
  }

  add({ answer }: Turn): void {
    const told = answer?.body.map((block) => block.text || block.items[0]).find(Boolean) || answer?.title || "";
    this.set(this.count + 1, told.slice(0, LONGEST_PREVIEW));
  }

  clear(): void {
    if (this.count) this.set(0, "");
  }

  private set(count: number, preview: string): void {
    this.count = count;
    this.preview = preview;
    remember(this.name, count ? `${count} ${preview}` : "");
    this.onChange();
  }

  private read(): void {
    const [, count = "0", preview = ""] = /^(\d+) (.*)$/s.exec(recall(this.name)) ?? [];
    if (Number(count) === this.count) return;
    this.count = Number(count);
    this.preview = preview;
    this.onChange();
  }

  private changed = ({ key }: StorageEvent) => {
    if (key === this.name || key === null) this.read();
  };
}
