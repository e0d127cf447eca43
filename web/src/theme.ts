/**
 * The looks that the page's owner gives the widget, by custom properties on the element:
 *
 * | property                                                     | what                                                    |
 * |--------------------------------------------------------------|---------------------------------------------------------|
 * | `--assistant-accent`                                         | launcher, head, own messages; links follow from it      |
 * | `--assistant-surface`, `--assistant-raised`, `--assistant-text` | ground, answers, text                                |
 * | `--assistant-radius`, `--assistant-shadow`                   | of the panel                                            |
 * | `--assistant-font`, `--assistant-font-size`                  | family; size (16px)                                     |
 * | `--assistant-width`, `--assistant-height`                    | of the panel, or of the chat in the page                |
 *
 * What is written in a colour that could not be read on its ground is drawn in the nearest that can.
 */

import { computed, hex, inkOn, mix, readable, type Rgb } from "./colors";
import type { Settings } from "./settings";
import type { Scheme } from "./sheets";

const WORDS = ["radius", "shadow", "font", "font-size", "width", "height"];

export function schemeOf({ colorScheme }: Settings): Scheme {
  if (colorScheme !== "auto") return colorScheme;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** The style sheet of one element's theme, to stand behind all others; `probe` is a hidden element of its shadow root. */
export function themeSheet(element: HTMLElement, probe: HTMLElement, scheme: Scheme, settings: Settings): string {
  const style = getComputedStyle(element);
  const given = (name: string) => style.getPropertyValue(`--assistant-${name}`).trim();
  const declarations = { "color-scheme": `${scheme} !important`, "--z": settings.zIndex, ...colors(given, probe) };
  const words = WORDS.filter((name) => given(name)).map((name) => [`--${name}`, given(name)]);
  const all = [...Object.entries(declarations), ...words].map(([name, value]) => `${name}: ${value};`);
  return `:host { ${all.join(" ")} }`;
}

function colors(given: (name: string) => string, probe: HTMLElement): Record<string, string> {
  const color = (name: string) => (given(name) ? computed(probe, given(name)) : undefined);
  const standing = (name: string) => computed(probe, `var(--${name})`);
  const [accent, surface, raised, text] = ["accent", "surface", "raised", "text"].map(color);
  const changed: Record<string, Rgb | undefined> = {};
  if (accent) {
    changed.accent = accent;
    changed["on-accent"] = inkOn(accent);
  }
  const ground = surface ?? standing("ground");
  if (ground && (surface || raised || text)) {
    const ink = readable(text ?? (surface ? inkOn(surface) : standing("text")!), [ground]);
    changed.ground = ground;
    changed.raised = raised ?? mix(ground, ink, 0.06);
    changed.text = readable(ink, [ground, changed.raised]);
    changed.line = mix(ground, ink, 0.22);
    changed.muted = readable(mix(ground, ink, 0.65), [ground, changed.raised]);
    changed.danger = readable(standing("danger") ?? ink, [ground, changed.raised]);
  }
  const grounds = [changed.ground ?? ground, changed.raised ?? standing("raised")].filter((found): found is Rgb => Boolean(found));
  const link = accent ?? (changed.ground && standing("link"));
  if (link && grounds.length) changed.link = readable(link, grounds);
  return Object.fromEntries(Object.entries(changed).flatMap(([name, value]) => (value ? [[`--${name}`, hex(value)]] : [])));
}
