/** Works off what is to be done, one thing after the other and in one tab at a time; after a failure it pauses and tries again. */

import { Fault } from "./calls";

export interface Work {
  /** Whether there is something to do. */
  pending(): boolean;
  /** Do one thing. A `Fault` says when to try again. */
  step(): Promise<void>;
  onChange(): void;
}

const LONGEST_PAUSE_MS = 8_000;
const SECOND_MS = 1_000;

export class Worker {
  /** Why nothing gets done now. */
  fault: Fault | undefined;

  private abort = new AbortController();
  private running = false;
  private resumesAt = 0;
  private wakeUp: () => void = () => {};

  /** `name`: two workers of one name take turns. */
  constructor(
    private readonly name: string,
    private readonly work: Work,
  ) {}

  /** Ends with whatever is under way. */
  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** In how many seconds it tries again. */
  get pauseSeconds(): number {
    return Math.max(1, Math.ceil((this.resumesAt - Date.now()) / SECOND_MS));
  }

  /** Break off what is under way; `run` begins afresh. */
  stop(): void {
    this.abort.abort();
    this.abort = new AbortController();
    this.running = false;
    this.fault = undefined;
  }

  /** Something else has found that nothing can be done now: see when it can. */
  fail(fault: Fault): void {
    this.fault ??= fault;
    this.work.onChange();
    void this.run();
  }

  wake(): void {
    this.wakeUp();
    void this.run();
  }

  async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    const { signal } = this;
    for (let failures = 0; this.work.pending() && !signal.aborted; ) {
      try {
        await this.alone(() => this.work.step());
        if (signal.aborted) return;
        this.fault = undefined;
        failures = 0;
      } catch (failure) {
        if (signal.aborted) return;
        this.fault = failure instanceof Fault ? failure : new Fault("failed");
        await this.pause(this.fault.seconds * SECOND_MS || Math.min(500 * 2 ** failures++, LONGEST_PAUSE_MS));
      }
      this.work.onChange();
    }
    if (!signal.aborted) this.running = false;
  }

  /** Where there are no locks (http) two tabs may send the same message, which the server answers once. */
  private async alone(work: () => Promise<void>): Promise<void> {
    if (!navigator.locks) return work();
    const { signal } = this;
    await navigator.locks.request(this.name, { signal }, work).catch((failure) => {
      if (failure.name !== "SecurityError") throw failure;
      return work(); // a page without an origin has no tabs to share with
    });
  }

  private pause(ms: number): Promise<void> {
    this.resumesAt = Date.now() + ms;
    this.work.onChange();
    return new Promise((resolve) => {
      const counting = setInterval(() => this.work.onChange(), SECOND_MS);
      const timer = setTimeout(() => this.wakeUp(), ms);
      this.wakeUp = () => {
        clearInterval(counting);
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
