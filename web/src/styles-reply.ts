/** The looks of an answer and of what stands around it. */

import { css } from "lit";

export const replyStyles = css`
  .turn { content-visibility: auto; contain-intrinsic-size: auto 240px; }
  .answer { display: flex; flex-direction: column; gap: 8px; min-width: 0; overflow-wrap: anywhere; }
  .answer p { white-space: pre-line; }
  .answer p, .answer li { max-width: 36em; }
  .answer ol, .answer ul { padding-left: 22px; display: grid; gap: 4px; }
  .answer li::marker { color: var(--link); font-weight: 600; }

  .table { border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
  .table.many { overflow-x: auto; }
  table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: 0.9375em; line-height: 1.4; }
  th, td { text-align: start; vertical-align: top; padding: 8px 12px; border-top: 1px solid var(--line); }
  thead th { border-top: 0; background: var(--raised); }
  tbody th { font-weight: 600; color: var(--muted); width: 26%; }
  .many th, .many td { min-width: 136px; }
  .many tr > th:first-child { position: sticky; left: 0; min-width: 112px; width: auto; background: var(--raised); border-inline-end: 1px solid var(--line); }
  .number { font-variant-numeric: tabular-nums; text-align: end; }
  .of, .kept { display: none; }
  .more {
    align-self: flex-start; min-height: 32px; padding: 2px 12px; border-radius: 16px; color: var(--link); font-size: 0.875em; font-weight: 600;
    border: 1px solid var(--line);
  }
  .more:hover { background: var(--raised); }

  /* A card for each row: its name, and below it what holds for each. */
  @container column (max-width: 420px) {
    .table, .table.many { border: 0; border-radius: 0; overflow: visible; }
    table, tbody { display: grid; gap: 8px; }
    thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    tr:not(.kept) {
      display: grid; grid-template-columns: repeat(auto-fit, minmax(110px, 1fr)); gap: 4px 12px;
      padding: 8px 12px 10px; border: 1px solid var(--line); border-radius: 12px;
    }
    tbody th, .many tbody tr > th:first-child {
      position: static; grid-column: 1 / -1; width: auto; padding: 0; border: 0; background: none; font-size: 0.9em;
    }
    td, .many td { min-width: 0; padding: 0; border: 0; text-align: start; }
    .of { display: block; font-size: 0.8em; font-weight: 700; color: var(--link); }
  }

  .picture { position: relative; align-self: flex-start; width: 168px; height: 112px; overflow: hidden; border: 1px solid var(--line); border-radius: 12px; color: var(--link); }
  .picture img { display: block; width: 100%; min-height: 110px; object-fit: cover; object-position: top; }
  .zoom { position: absolute; inset: auto 6px 6px auto; padding: 4px; border-radius: 8px; background: var(--ground); box-shadow: 0 1px 4px rgb(0 0 0 / 0.35); }
  .zoom svg { width: 18px; height: 18px; }
  .picture:hover .zoom { background: var(--raised); }

  .foot { display: flex; flex-direction: column; gap: 4px; margin-top: -4px; font-size: 0.8125em; color: var(--muted); }
  .sources { max-width: 48em; }
  .sources a { color: inherit; text-underline-offset: 2px; padding: 2px 0; }
  .sources a:hover { color: var(--link); }
  .sources button { min-width: 28px; min-height: 24px; border: 1px solid var(--line); border-radius: 12px; color: var(--link); font-weight: 600; }
  .person {
    display: inline-block; min-height: 36px; padding: 6px 14px; border-radius: 18px; font-size: 1.125em;
    background: var(--accent); color: var(--on-accent); text-decoration: none;
  }
  .tools { display: flex; align-items: center; flex-wrap: wrap; gap: 2px; margin-left: -8px; }
  .tools .icon { min-width: 32px; height: 32px; }
  .tools svg { width: 17px; height: 17px; }
  .tools .icon:hover, .tools [aria-pressed="true"] { background: var(--raised); color: var(--link); }
  .noted:not(:empty) { margin-left: 6px; }
  .when { font-size: 0.92em; color: var(--muted); margin-left: auto; }
  .said .when { display: block; margin: 2px 0 0; text-align: end; color: inherit; font-size: 0.75em; }
  @media (hover: none) {
    .said .when { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  }
  @media (hover: hover) {
    .when { opacity: 0; }
    .said .when { height: 0; margin: 0; }
    .said:hover .when { height: auto; margin: 2px 0 0; }
    .said:hover .when, .turn:hover .foot .when, .foot:focus-within .when { opacity: 1; }
  }

  .reasons { display: grid; gap: 8px; max-width: 36em; padding: 12px; border: 1px solid var(--line); border-radius: 12px; font-size: 1.077em; color: var(--text); }
  legend, .words { font-weight: 600; margin-bottom: 4px; }
  fieldset label { display: flex; align-items: center; gap: 8px; min-height: 32px; }
  input[type="radio"] { width: 18px; height: 18px; margin: 0; accent-color: var(--link); flex: none; }
  .reasons textarea { padding: 8px 10px; border-radius: 10px; max-height: 200px; resize: vertical; }
  .row, dialog div:not(.bar, .sheet) { display: flex; flex-wrap: wrap; gap: 8px; justify-content: flex-end; }
  .row button, .bar .primary, dialog button:not(.icon) { min-height: 36px; padding: 4px 16px; border-radius: 10px; border: 1px solid var(--muted); }
  .row .primary, .bar .primary, dialog .primary { background: var(--accent); color: var(--on-accent); border-color: var(--accent); }

  dialog {
    width: min(368px, calc(100vw - 32px)); padding: 20px; border: 1px solid var(--line); border-radius: 16px;
    background: var(--ground); color: var(--text);
  }
  dialog::backdrop { background: rgb(0 0 0 / 0.6); }
  dialog p { margin: 8px 0 16px; }
  dialog form { display: grid; gap: 16px; }
  .large { width: fit-content; min-width: min(420px, 100vw); max-width: min(1100px, 100vw); max-height: 100dvh; height: fit-content; padding: 0; overflow: hidden; }
  .large[open] { display: flex; flex-direction: column; }
  .bar { display: flex; justify-content: space-between; align-items: center; gap: 8px; padding: 8px 12px; border-bottom: 1px solid var(--line); }
  .bar .primary { text-decoration: none; }
  .sheet { overflow: auto; overscroll-behavior: contain; }
  .sheet:focus-visible { outline-offset: -3px; }
  .sheet img { display: block; width: 100%; min-width: 320px; height: auto; }
  @media (min-width: 640px) { .sheet img { zoom: 1.4; } }
  @media (max-width: 480px) { .large { width: 100vw; height: 100dvh; border: 0; border-radius: 0; } }

  .latest {
    position: sticky; bottom: 4px; left: 100%; z-index: 1; width: 40px; height: 40px; margin-top: -40px; border-radius: 50%;
    display: grid; place-items: center; background: var(--ground); color: var(--link); border: 1px solid var(--line); box-shadow: 0 2px 8px rgb(0 0 0 / 0.25);
  }
  .latest svg { width: 20px; height: 20px; }
`;
