/** The looks: light and dark, from 320 px up, still where the person asked for less motion. */

import { css } from "lit";

export const styles = css`
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
  button, textarea { font: inherit; color: inherit; }
  button { cursor: pointer; border: 0; background: none; padding: 0; }
  p, h1, h2, h3, ol, ul, table { margin: 0; }
  svg { display: block; width: 1.5rem; height: 1.5rem; fill: currentColor; }
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
    position: fixed; right: 1rem; bottom: 5.5rem; z-index: var(--z, 2147483000);
    width: min(var(--width, 26rem), calc(100vw - 2rem)); height: min(var(--height, 42rem), calc(100dvh - 7rem));
    border: 1px solid var(--line); border-radius: var(--radius, 1rem);
    box-shadow: var(--shadow, 0 6px 30px rgb(0 0 0 / 0.3));
  }
  .inline {
    width: var(--width, 100%); max-width: 100%; height: var(--height, 36rem);
    border: 1px solid var(--line); border-radius: var(--radius, 1rem); box-shadow: var(--shadow, none);
  }
  .full { height: 100dvh; }

  .header {
    display: flex; align-items: center; gap: 0.5rem;
    padding: 0.5rem 0.75rem; background: var(--accent); color: var(--on-accent);
  }
  .header :focus-visible { outline-color: #fff; }
  .name { flex: 1; min-width: 0; font-size: 1.0625rem; font-weight: 600; line-height: 1.3; }
  .actions { flex: none; display: flex; align-items: center; gap: 0.25rem; }
  .icon { min-width: 2.5rem; height: 2.5rem; display: grid; place-items: center; border-radius: 0.5rem; }
  .header .icon:hover { background: rgb(255 255 255 / 0.16); }
  .languages { display: flex; border: 1px solid rgb(255 255 255 / 0.75); border-radius: 0.5rem; overflow: hidden; }
  .languages button { min-width: 2.25rem; height: 2rem; font-size: 0.875rem; font-weight: 600; }
  .languages button:focus-visible { outline-offset: -4px; }
  .languages [aria-pressed="true"] { background: #fff; color: #0b5d66; }
  .languages [aria-pressed="true"]:focus-visible { outline-color: #0b5d66; }

  .status > p { padding: 0.5rem 0.75rem; font-size: 0.875rem; background: var(--notice); border-bottom: 1px solid var(--line); }

  .scroll { flex: 1; overflow-y: auto; overscroll-behavior: contain; padding: 1rem 0.75rem; position: relative; }
  .scroll:focus-visible { outline-offset: -3px; }
  .column { max-width: 48rem; margin: 0 auto; }
  .column, .log { display: flex; flex-direction: column; gap: 0.75rem; }
  .welcome { padding: 1rem 0 0.5rem; }
  .welcome p:not(.title) { color: var(--muted); margin-top: 0.25rem; }
  .title { font-size: 1.0625rem; font-weight: 650; line-height: 1.35; }

  .said, .answer { border-radius: 1rem; padding: 0.625rem 0.875rem; overflow-wrap: anywhere; }
  .said { align-self: flex-end; max-width: 85%; border-bottom-right-radius: 0.25rem; background: var(--accent); color: var(--on-accent); }
  .said p { white-space: pre-wrap; }
  .answer {
    align-self: flex-start; max-width: 100%; min-width: 0; border-bottom-left-radius: 0.25rem;
    background: var(--raised); display: flex; flex-direction: column; gap: 0.5rem;
  }
  .answer p { white-space: pre-line; }
  .answer ol, .answer ul { padding-left: 1.375rem; display: grid; gap: 0.25rem; }
  .state { align-self: flex-end; margin-top: -0.5rem; font-size: 0.8125rem; color: var(--muted); }
  .problem { align-items: flex-start; color: var(--danger); }
  .problem button { color: var(--link); text-decoration: underline; min-height: 1.75rem; }

  .table { overflow-x: auto; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--ground); overflow-wrap: normal; }
  table { border-collapse: separate; border-spacing: 0; font-size: 0.9375rem; line-height: 1.4; min-width: 100%; }
  th, td { text-align: left; vertical-align: top; padding: 0.5rem 0.625rem; min-width: 8.5rem; border-top: 1px solid var(--line); }
  thead th { border-top: 0; background: var(--raised); }
  th[scope="row"], thead th:first-child {
    position: sticky; left: 0; min-width: 6.5rem;
    background: var(--raised); border-right: 1px solid var(--line); font-weight: 600;
  }
  .picture { display: block; border-radius: 0.5rem; overflow: hidden; max-width: 24rem; }
  .picture img { display: block; width: 100%; height: auto; min-height: 4rem; }

  .tools { display: flex; align-items: center; gap: 0.25rem; margin-top: -0.5rem; color: var(--muted); }
  .tools .icon { min-width: 2.25rem; height: 2.25rem; }
  .tools svg { width: 1.125rem; height: 1.125rem; }
  .tools .icon:hover, .tools [aria-pressed="true"] { background: var(--raised); color: var(--link); }
  .tools span { font-size: 0.8125rem; }

  .chips { display: flex; flex-wrap: wrap; gap: 0.5rem; }
  .chips button {
    min-height: 2.25rem; padding: 0.375rem 0.875rem; border: 1px solid var(--link); border-radius: 1.25rem;
    color: var(--link); background: var(--ground); text-align: left; font-size: 0.9375rem; line-height: 1.35;
  }
  .chips button:hover { background: var(--raised); }

  .typing { align-self: flex-start; display: flex; gap: 0.3rem; padding: 0.9rem 1rem; border-radius: 1rem; background: var(--raised); }
  .typing i { width: 0.5rem; height: 0.5rem; border-radius: 50%; background: var(--muted); }

  form { border-top: 1px solid var(--line); padding: 0.625rem 0.75rem max(0.625rem, env(safe-area-inset-bottom)); background: var(--ground); }
  .compose { max-width: 48rem; margin: 0 auto; display: flex; align-items: flex-end; gap: 0.5rem; }
  textarea {
    flex: 1; min-width: 0; field-sizing: content; min-height: 2.75rem; max-height: 9rem; resize: none;
    padding: 0.55rem 0.875rem; border: 1px solid var(--muted); border-radius: 1.375rem; background: var(--ground);
  }
  textarea::placeholder { color: var(--muted); opacity: 1; }
  textarea[aria-invalid="true"] { border-color: var(--danger); }
  .send { width: 2.75rem; height: 2.75rem; flex: none; border-radius: 50%; background: var(--accent); color: var(--on-accent); display: grid; place-items: center; }
  .counter { max-width: 48rem; margin: 0.25rem auto 0; font-size: 0.8125rem; color: var(--muted); text-align: right; }
  .counter.over { color: var(--danger); }

  dialog {
    width: min(22rem, calc(100vw - 2rem)); padding: 1.25rem; border: 1px solid var(--line); border-radius: 1rem;
    background: var(--ground); color: var(--text);
  }
  dialog::backdrop { background: rgb(0 0 0 / 0.5); }
  dialog p { margin: 0.5rem 0 1rem; }
  dialog div { display: flex; flex-wrap: wrap; gap: 0.5rem; justify-content: flex-end; }
  dialog button { min-height: 2.5rem; padding: 0.25rem 1rem; border-radius: 0.625rem; border: 1px solid var(--muted); }
  dialog .primary { background: var(--accent); color: var(--on-accent); border-color: var(--accent); }

  @media (max-width: 480px) {
    .floating { inset: 0; width: auto; height: auto; border: 0; border-radius: 0; }
    .answer { padding: 0.625rem 0.75rem; }
    .answer .picture { margin: 0 -0.375rem; max-width: none; }
    table { font-size: 0.875rem; }
    th, td { padding: 0.4375rem 0.5rem; min-width: 7.5rem; }
    th[scope="row"], thead th:first-child { min-width: 5rem; }
  }

  @media (prefers-reduced-motion: no-preference) {
    .typing i { animation: typing 1.2s infinite ease-in-out; }
    .typing i:nth-child(2) { animation-delay: 0.15s; }
    .typing i:nth-child(3) { animation-delay: 0.3s; }
    @keyframes typing { 0%, 60%, 100% { opacity: 0.35; } 30% { opacity: 1; } }
    .floating { animation: rise 0.18s ease-out; }
    @keyframes rise { from { opacity: 0; transform: translateY(0.75rem); } }
  }
  @media (forced-colors: active) {
    .said, .answer, .send { border: 1px solid; }
  }
`;
