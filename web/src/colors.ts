/** Colours that can be read: contrast after WCAG 2, and the nearest colour that has enough of it. */

export type Rgb = readonly [number, number, number];

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

/** Of text (WCAG 1.4.3). */
export const ENOUGH = 4.5;

export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Black or white, whichever is easier to read on a colour; white where it will do. */
export function inkOn(ground: Rgb): Rgb {
  return contrast(WHITE, ground) >= ENOUGH ? WHITE : BLACK;
}

export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  return a.map((value, index) => Math.round(value + (b[index]! - value) * share)) as unknown as Rgb;
}

/** The colour, as much lighter or darker as it has to be to be read on each of the grounds. */
export function readable(color: Rgb, grounds: Rgb[]): Rgb {
  const ink = luminance(grounds[0]!) < 0.18 ? WHITE : BLACK; // 0.18: black and white are read equally well
  for (let share = 0; share < 1; share += 0.05) {
    const candidate = mix(color, ink, share);
    if (grounds.every((ground) => contrast(candidate, ground) >= ENOUGH)) return candidate;
  }
  return ink;
}

export function hex(color: Rgb): string {
  return `#${color.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** Any colour of CSS, as the browser computes it; undefined where it is none. */
export function computed(probe: HTMLElement, css: string): Rgb | undefined {
  probe.style.color = "";
  probe.style.color = css;
  if (!probe.style.color) return undefined;
  const told = /^rgba?\((\d+), (\d+), (\d+)/.exec(getComputedStyle(probe).color);
  return told ? (told.slice(1, 4).map(Number) as unknown as Rgb) : painted(getComputedStyle(probe).color);
}

/** Spaces other than sRGB (oklch, color-mix) are told as they were written: a dot of it tells. */
function painted(css: string): Rgb | undefined {
  const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
  if (!context) return undefined;
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return [red!, green!, blue!];
}

function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
