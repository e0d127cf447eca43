/**
 * What the owner of a page can set: as attributes of the element or of the script tag, or as an object of the same names.
 * A value that is none is named on the console, and the default used.
 */

import { LANGUAGES, type Language } from "./texts";

export interface Settings {
  bot: string;
  /** Of the labels. Not "language": a script tag with that attribute is not run. */
  locale: Language | "auto";
  heading: string;
  greeting: string;
  questions: string[];
  position: "right" | "left" | "inline" | "page";
  open: boolean;
  launcherText: string;
  launcherIcon: string;
  avatar: string;
  colorScheme: "auto" | "light" | "dark";
  zIndex: number;
  contact: string;
  privacy: string;
  teaser: string;
  teaserAfter: number;
  /** What the page tells the bot of itself: the `data-*` attributes. */
  context: Record<string, string>;
}

interface Kind<T> {
  /** What may be written, as the warning says it. */
  allowed: string;
  /** The value; undefined where it is none. */
  read(given: unknown): T | undefined;
}

const text: Kind<string> = { allowed: "a text", read: (given) => (typeof given === "string" ? given.trim() : undefined) };

const flag: Kind<boolean> = {
  allowed: "true or false",
  read: (given) => ({ true: true, "": true, false: false })[String(given)],
};

const list: Kind<string[]> = {
  allowed: "texts with | between them, or an array of texts",
  read: (given) => {
    const items: unknown[] = typeof given === "string" ? given.split("|") : Array.isArray(given) ? given : [undefined];
    return items.every((item) => typeof item === "string") ? items.map((item) => item.trim()).filter(Boolean) : undefined;
  },
};

function oneOf<T extends string>(...values: T[]): Kind<T> {
  return { allowed: values.join(", "), read: (given) => values.find((value) => value === given) };
}

function number(least: number, most: number): Kind<number> {
  return {
    allowed: `a whole number from ${least} to ${most}`,
    read: (given) => {
      const value = given === "" || given === null ? NaN : Number(given);
      return Number.isInteger(value) && value >= least && value <= most ? value : undefined;
    },
  };
}

function address(...schemes: string[]): Kind<string> {
  return {
    allowed: `an address of ${schemes.join(", ")}`,
    read: (given) => {
      if (given === "") return "";
      try {
        const url = new URL(String(given), document.baseURI);
        return schemes.includes(url.protocol) ? url.href : undefined;
      } catch {
        return undefined;
      }
    },
  };
}

const WEB = ["https:", "http:"];

const contact: Kind<string> = {
  allowed: "webhook, or an address of https:, http:, mailto:, tel:",
  read: (given) => (given === "webhook" ? given : address(...WEB, "mailto:", "tel:").read(given)),
};

const KINDS: { [Name in keyof Omit<Settings, "context">]: [Kind<Settings[Name]>, Settings[Name]] } = {
  bot: [address(...WEB), ""],
  locale: [oneOf("auto", ...LANGUAGES), "auto"],
  heading: [text, ""],
  greeting: [text, ""],
  questions: [list, []],
  position: [oneOf("right", "left", "inline", "page"), "right"],
  open: [flag, false],
  launcherText: [text, ""],
  launcherIcon: [address(...WEB), ""],
  avatar: [address(...WEB), ""],
  colorScheme: [oneOf("auto", "light", "dark"), "auto"],
  zIndex: [number(0, 2147483647), 2147483000],
  contact: [contact, ""],
  privacy: [address(...WEB), ""],
  teaser: [text, ""],
  teaserAfter: [number(1, 3600), 10],
};

type Name = keyof typeof KINDS;

const NAMES = Object.keys(KINDS) as Name[];
const MOST_CONTEXT = 20;
const LONGEST_CONTEXT = 200;

export const ATTRIBUTES = NAMES.map(attributeOf);

/** The settings that hold: of what is given, the first that sets something counts. */
export function settingsOf(...given: (Partial<Settings> | Element | null | undefined)[]): Settings {
  const sources = given.filter((source): source is Partial<Settings> | Element => Boolean(source));
  const settings: Record<string, unknown> = {};
  for (const name of NAMES) settings[name] = wanted(name, sources);
  return { ...settings, context: contextOf(sources) } as unknown as Settings;
}

function wanted(name: Name, sources: (Partial<Settings> | Element)[]): unknown {
  const [kind, otherwise] = KINDS[name] as [Kind<unknown>, unknown];
  for (const source of sources) {
    const isElement = source instanceof Element;
    const given = isElement ? source.getAttribute(attributeOf(name)) : source[name];
    if (given === null || given === undefined) continue;
    const value = kind.read(given);
    if (value !== undefined) return value;
    warn(isElement ? attributeOf(name) : name, given, kind.allowed, otherwise);
  }
  return otherwise;
}

/** From the last to the first, so that the first has the last word. */
function contextOf(sources: (Partial<Settings> | Element)[]): Record<string, string> {
  const context: Record<string, string> = {};
  for (const source of [...sources].reverse())
    for (const [name, value] of Object.entries(source instanceof HTMLElement ? source.dataset : ((source as Settings).context ?? {}))) {
      const fits = /^\w{1,40}$/.test(name) && typeof value === "string" && value.length <= LONGEST_CONTEXT;
      if (fits && Object.keys(context).length < MOST_CONTEXT) context[name] = value;
      else warn(`data-${name}`, value, `at most ${MOST_CONTEXT} texts of at most ${LONGEST_CONTEXT} characters`, "nothing of it");
    }
  return context;
}

const warned = new Set<string>();

function warn(name: string, given: unknown, allowed: string, otherwise: unknown): void {
  const warning = `outsourcing-assistant: ${name}=${JSON.stringify(given)} is not valid. Allowed: ${allowed}. Used instead: ${JSON.stringify(otherwise)}.`;
  if (!warned.has(warning)) console.warn(warning);
  warned.add(warning);
}

function attributeOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
