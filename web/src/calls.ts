/** One call of the channel's HTTP, and what went wrong with it, told apart. */

export type FaultKind = "offline" | "away" | "failed" | "too_fast" | "busy" | "unlisted" | "blocked";

/** It may succeed later: `seconds` is when the server asked to be called again. */
export class Fault extends Error {
  constructor(
    readonly kind: FaultKind,
    readonly seconds = 0,
  ) {
    super(kind);
  }
}

/** Repeating it is of no use. */
export class Refused extends Error {
  constructor(readonly status: number) {
    super(`refused with ${status}`);
  }
}

export interface Request {
  method?: "GET" | "POST" | "DELETE";
  /** Its `id`, if it has one, is what every part calls the request: a log is searched for it. */
  body?: { id?: string; [name: string]: unknown };
  token?: string;
  signal: AbortSignal;
}

const TIMEOUT_MS = 60_000;
const PROBE_MS = 5_000;
/** What the owner of the page has to mend does not mend itself in a moment. */
const OWNERS_SECONDS = 60;
/** Within this a browser reports what it has blocked. */
const REPORT_MS = 100;

/** How a status of the server is to be understood, where it may be otherwise later. */
const FAULTS: Record<number, FaultKind> = { 429: "too_fast", 502: "away", 503: "failed", 504: "away" };

/** The body of the response: throws `Fault` or `Refused`. */
export async function call(base: URL, path: string, { body, method, token, signal }: Request): Promise<any> {
  const ending = new AbortController();
  const end = () => ending.abort();
  const timer = setTimeout(end, TIMEOUT_MS);
  signal.addEventListener("abort", end);
  try {
    const response = await fetch(new URL(path, base), {
      method: method ?? (body ? "POST" : "GET"),
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body && { "Content-Type": "application/json" }),
        ...(body?.id && { "X-Request-ID": body.id }),
      },
      body: body && JSON.stringify(body),
      signal: ending.signal,
      credentials: "omit",
      cache: "no-store",
    }).catch(async () => {
      throw await unreachable(base, signal);
    });
    heard.add(base.origin);
    if (response.ok) return response.status === 204 ? undefined : await response.json().catch(() => fail("away"));
    throw await refusal(response);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
  }
}

function fail(kind: FaultKind): never {
  throw new Fault(kind);
}

async function refusal(response: Response): Promise<Error> {
  const seconds = Number(response.headers.get("Retry-After")) || 0;
  const code = (await response.json().catch(() => undefined))?.error?.code;
  if (code === "origin") return new Fault("unlisted", OWNERS_SECONDS);
  if (code === "busy") return new Fault("busy", seconds);
  if (response.status >= 500 || response.status === 429) return new Fault(FAULTS[response.status] ?? "failed", seconds);
  return new Refused(response.status);
}

/** Servers that have answered this page: such a one lists it. */
const heard = new Set<string>();
const blocked = new Set<string>();

/** Take note of what the page's content security policy keeps from us. The browser says so only to who listens. */
export function watchPolicy(): void {
  document.addEventListener("securitypolicyviolation", noteBlocked);
}

function noteBlocked({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void {
  if (effectiveDirective === "connect-src") blocked.add(blockedURI);
}

/**
 * Why nothing came back. A browser does not say whether a server is away or its answer kept from this page;
 * a picture of the server's, which every page may show, tells.
 */
async function unreachable(base: URL, signal: AbortSignal): Promise<Error> {
  if (signal.aborted || !navigator.onLine) return new Fault("offline");
  await new Promise((resolve) => setTimeout(resolve, REPORT_MS));
  if ([...blocked].some((address) => address === base.origin || address.startsWith(`${base.origin}/`))) return new Fault("blocked", OWNERS_SECONDS);
  if (base.origin === self.origin || heard.has(base.origin)) return new Fault("away");
  return (await showsPictures(base)) ? new Fault("unlisted", OWNERS_SECONDS) : new Fault("away");
}

function showsPictures(base: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const picture = new Image();
    const timer = setTimeout(() => resolve(false), PROBE_MS);
    const tell = (shown: boolean) => () => {
      clearTimeout(timer);
      resolve(shown);
    };
    picture.onload = tell(true);
    picture.onerror = tell(false);
    picture.src = new URL(`icon.svg?${Date.now()}`, base).href;
  });
}
