/** Some seconds after a page was opened, one line beside the launcher, once for each person: off unless the owner sets it. */

import { recall, remember } from "./memo";
import type { Settings } from "./settings";

export class Teaser {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly say: (text: string) => void) {}

  /** `name`: under which it is remembered that it was shown. */
  set({ teaser, teaserAfter }: Settings, name: string): void {
    this.stop();
    if (!teaser || recall(name)) return;
    this.timer = setTimeout(() => {
      remember(name, "yes");
      this.say(teaser);
    }, teaserAfter * 1000);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
