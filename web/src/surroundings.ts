/** What happens around a conversation: the browser goes offline and comes back, its page too, and other tabs tell news. */

export interface Happenings<News> {
  online(): void;
  offline(): void;
  /** The page was laid aside, and is seen again. */
  shown(): void;
  told(news: News): void;
}

export class Surroundings<News> {
  private tabs: BroadcastChannel | undefined;

  /** Tabs hear of each other that have the same `name`. */
  constructor(
    private readonly name: string,
    private readonly happenings: Happenings<News>,
  ) {}

  watch(): void {
    this.tabs = new BroadcastChannel(this.name);
    this.tabs.onmessage = ({ data }: MessageEvent<News>) => this.happenings.told(data);
    addEventListener("online", this.happenings.online);
    addEventListener("offline", this.happenings.offline);
    document.addEventListener("visibilitychange", this.visibility);
  }

  rest(): void {
    this.tabs?.close();
    removeEventListener("online", this.happenings.online);
    removeEventListener("offline", this.happenings.offline);
    document.removeEventListener("visibilitychange", this.visibility);
  }

  tell(news: News): void {
    this.tabs?.postMessage(news);
  }

  private visibility = () => {
    if (document.visibilityState === "visible") this.happenings.shown();
  };
}
