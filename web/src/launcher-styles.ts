/** The looks of the element itself and of its launcher. Nothing of the page's styles comes in: `!important` of inside wins over that of outside. */

export const LAUNCHER_STYLES = `
  :host { all: initial !important; direction: ltr !important; unicode-bidi: isolate !important; display: contents !important; }
  :host([position="inline"]), :host([position="page"]) { display: block !important; }
  outsourcing-assistant-chat { display: contents; }
  :host {
    --accent: #0b5d66; --on-accent: #fff;
    color: var(--text, #1a2226) !important;
    font: var(--font-size, medium)/1.5 var(--font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif) !important;
  }
  .launching, .launching *, .launching ::before { box-sizing: border-box; }
  .launching[hidden], .launching [hidden] { display: none !important; }
  .launching {
    position: fixed; right: 16px; bottom: 16px; z-index: var(--z, 2147483000);
    display: flex; flex-direction: column; align-items: flex-end; gap: 12px; pointer-events: none;
  }
  .launching > * { pointer-events: auto; }
  .launching button { font: inherit; border: 0; margin: 0; cursor: pointer; }
  .launching button:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
  .launcher {
    position: relative; min-width: 56px; height: 56px; padding: 0 14px; border-radius: 28px;
    display: flex; align-items: center; justify-content: center; gap: 8px;
    background: var(--accent); color: var(--on-accent); box-shadow: 0 2px 10px rgb(0 0 0 / 0.35);
  }
  .launcher svg, .launcher img { display: block; width: 28px; height: 28px; fill: currentColor; }
  .launcher.busy svg { opacity: 0.5; }
  .badge {
    position: absolute; top: -4px; right: -4px; min-width: 22px; height: 22px; padding: 0 6px; border-radius: 11px;
    background: #b3261e; color: #fff; font-size: 13px; line-height: 22px; font-weight: 600; text-align: center;
  }
  .bubble {
    position: relative; max-width: min(320px, calc(100vw - 32px)); border-radius: 14px; overflow: hidden;
    background: #fff; color: #1a2226; border: 1px solid #cfd7da; box-shadow: 0 4px 18px rgb(0 0 0 / 0.25);
  }
  .bubble .say {
    display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden; width: 100%;
    margin: 12px 40px 12px 14px; padding: 0; width: calc(100% - 54px); background: none; color: inherit; text-align: start;
  }
  .bubble .dismiss { position: absolute; top: 4px; right: 4px; width: 32px; height: 32px; padding: 6px; background: none; color: #525e64; }
  .dismiss svg { display: block; width: 20px; height: 20px; fill: currentColor; }
  @media (prefers-reduced-motion: no-preference) {
    .bubble { animation: bubble 0.18s ease-out; }
    @keyframes bubble { from { opacity: 0; transform: translateY(8px); } }
  }
  @media (forced-colors: active) { .launcher, .bubble, .badge { border: 1px solid; } }
  @media (max-width: 480px) { .launching.opened { display: none; } }
`;

/** Where the owner wants it. */
export function placeSheet(position: string): string {
  if (position !== "left") return "";
  return ".launching { right: auto; left: 16px; align-items: flex-start; } .floating { right: auto; left: 16px; }";
}
