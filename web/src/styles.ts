/**
 * The looks of the frame: light and dark, from 320 px up, still where the person asked for less motion.
 *
 * Type is measured in em of the person's own size, everything else in px: the root of a host's page has no say.
 */

import { css } from "lit";

export const frame = css`
  :host {
    --accent: light-dark(#0b5d66, #0b5d66);
    --on-accent: #fff;
    --link: light-dark(#0b5d66, #7fd6df);
    --ground: light-dark(#fff, #14181c);
    --raised: light-dark(#f1f4f5, #20262c);
    --line: light-dark(#cfd7da, #3b444c);
    --text: light-dark(#1a2226, #e9edef);
    --muted: light-dark(#525e64, #aab5bb);
    --danger: light-dark(#b3261e, #ffb4ab);
    --notice: light-dark(#fff3d6, #3d3216);
  }
  *, ::before, ::after { box-sizing: border-box; }
  button, textarea, input { font: inherit; color: inherit; }
  button { cursor: pointer; border: 0; background: none; padding: 0; }
  p, h1, h2, h3, ol, ul, dl, dd, table, fieldset, legend { margin: 0; padding: 0; }
  fieldset { border: 0; min-width: 0; }
  a { color: var(--link); }
  svg { display: block; width: 24px; height: 24px; fill: currentColor; }
  [hidden] { display: none !important; }
  :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
  .sr {
    position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
  }

  .panel {
    display: flex; flex-direction: column; overflow: hidden;
    background: var(--ground); color: var(--text);
  }
  .floating {
    position: fixed; right: 16px; bottom: 88px; z-index: var(--z, 2147483000);
    width: min(var(--width, 416px), calc(100vw - 32px)); height: min(var(--height, 672px), calc(100dvh - 112px));
    border: 1px solid var(--line); border-radius: var(--radius, 16px);
    box-shadow: var(--shadow, 0 6px 30px rgb(0 0 0 / 0.3));
  }
  .inline {
    width: var(--width, 100%); max-width: 100%; height: var(--height, 576px);
    border: 1px solid var(--line); border-radius: var(--radius, 16px); box-shadow: var(--shadow, none);
  }
  .full { height: 100dvh; }

  .header {
    display: flex; align-items: center; gap: 8px;
    padding: 8px 12px; background: var(--accent); color: var(--on-accent);
  }
  .header :focus-visible { outline-color: #fff; }
  .name { flex: 1; min-width: 0; font-size: 1.0625em; font-weight: 600; line-height: 1.3; }
  .actions { flex: none; display: flex; align-items: center; gap: 4px; }
  .icon { min-width: 40px; height: 40px; display: grid; place-items: center; border-radius: 8px; }
  .header .icon:hover { background: rgb(255 255 255 / 0.16); }
  .languages { display: flex; border: 1px solid rgb(255 255 255 / 0.75); border-radius: 8px; overflow: hidden; }
  .languages button { min-width: 36px; height: 32px; font-size: 0.875em; font-weight: 600; }
  .languages button:focus-visible { outline-offset: -4px; }
  .languages [aria-pressed="true"] { background: #fff; color: #0b5d66; }
  .languages [aria-pressed="true"]:focus-visible { outline-color: #0b5d66; }

  .status > p { padding: 8px 12px; font-size: 0.875em; background: var(--notice); border-bottom: 1px solid var(--line); }

  .scroll { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 16px 12px; position: relative; }
  .scroll:focus-visible { outline-offset: -3px; }
  .column { max-width: 720px; margin: 0 auto; container: column / inline-size; }
  .column, .log, .turn { display: flex; flex-direction: column; gap: 12px; }
  .title { font-size: 1.0625em; font-weight: 650; line-height: 1.35; }

  .said { border-radius: 16px; padding: 10px 14px; overflow-wrap: anywhere; align-self: flex-end; max-width: 85%; border-bottom-right-radius: 4px; background: var(--accent); color: var(--on-accent); }
  .said p { white-space: pre-wrap; }
  .state { align-self: flex-end; margin-top: -8px; font-size: 0.8125em; color: var(--muted); }
  .problem { align-items: flex-start; color: var(--danger); border-left: 3px solid; padding-left: 10px; }
  .problem button { color: var(--link); text-decoration: underline; min-height: 28px; }

  .chips { display: flex; flex-wrap: wrap; gap: 8px; }
  .chips button {
    min-height: 36px; padding: 6px 14px; border: 1px solid var(--link); border-radius: 20px;
    color: var(--link); background: var(--ground); text-align: left; font-size: 0.9375em; line-height: 1.35;
  }
  .chips button:hover { background: var(--raised); }

  .typing { align-self: flex-start; display: flex; gap: 5px; padding: 14px 16px; border-radius: 16px; background: var(--raised); }
  .typing i { width: 8px; height: 8px; border-radius: 50%; background: var(--muted); }

  .composer { border-top: 1px solid var(--line); padding: 10px 12px max(10px, env(safe-area-inset-bottom)); background: var(--ground); }
  .compose { max-width: 720px; margin: 0 auto; display: flex; align-items: flex-end; gap: 8px; }
  textarea { border: 1px solid var(--muted); background: var(--ground); field-sizing: content; }
  .compose textarea { flex: 1; min-width: 0; min-height: 44px; max-height: 144px; resize: none; padding: 9px 14px; border-radius: 22px; }
  textarea::placeholder { color: var(--muted); opacity: 1; }
  textarea[aria-invalid="true"] { border-color: var(--danger); }
  .compose textarea:focus-visible { outline-width: 2px; outline-offset: 0; }
  .send { width: 44px; height: 44px; flex: none; border-radius: 50%; background: var(--accent); color: var(--on-accent); display: grid; place-items: center; }
  .counter { max-width: 720px; margin: 4px auto 0; font-size: 0.8125em; color: var(--muted); text-align: right; }
  .counter.over { color: var(--danger); }

  @media (max-width: 480px) {
    .floating { inset: 0; width: auto; height: auto; border: 0; border-radius: 0; }
  }

  @media (prefers-reduced-motion: no-preference) {
    .typing i { animation: typing 1.2s infinite ease-in-out; }
    .typing i:nth-child(2) { animation-delay: 0.15s; }
    .typing i:nth-child(3) { animation-delay: 0.3s; }
    @keyframes typing { 0%, 60%, 100% { opacity: 0.35; } 30% { opacity: 1; } }
    .floating { animation: rise 0.18s ease-out; }
    @keyframes rise { from { opacity: 0; transform: translateY(12px); } }
  }
  @media (forced-colors: active) {
    .said, .send, .latest, .primary { border: 1px solid; }
    [aria-pressed="true"] { background: Highlight !important; color: HighlightText !important; forced-color-adjust: none; }
  }
`;
