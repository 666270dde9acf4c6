const paths = {
  tag: '<path d="M2.5 7.8V2.5h5.3l5.7 5.7-5.3 5.3z"/><circle cx="5.4" cy="5.4" r=".7"/>',
  check: '<circle cx="8" cy="8" r="5.7"/><path d="M5.5 8.2l1.8 1.8 3.3-3.8"/>',
  merge:
    '<circle cx="4.5" cy="3.5" r="1.5"/><circle cx="4.5" cy="12.5" r="1.5"/><circle cx="11.5" cy="9" r="1.5"/><path d="M4.5 5v6M4.5 5c.5 2.6 2.6 4 5.5 4"/>',
  reference: '<path d="M5 11l6-6M6 5h5v5"/>',
  eye: '<path d="M1.8 8S4 4 8 4s6.2 4 6.2 4S12 12 8 12 1.8 8 1.8 8z"/><circle cx="8" cy="8" r="1.7"/>',
  pencil: '<path d="M3 13l.7-3 6.8-6.8 2.3 2.3L6 12.3z"/>',
  person:
    '<circle cx="8" cy="5.3" r="2.5"/><path d="M3.4 13.5c.5-3 2-4.2 4.6-4.2s4.1 1.2 4.6 4.2"/>',
  turn: '<path d="M3 8a5 5 0 1 0 1.6-3.6M3 2.8v2.6h2.6"/>',
  lock: '<path d="M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5"/>',
  cross: '<path d="M4.5 4.5l7 7M11.5 4.5l-7 7"/>',
} as const;

export type IconName = keyof typeof paths;

export function renderIcon(name: IconName): string {
  return `<span class="icon" aria-hidden="true"><svg viewBox="0 0 16 16">${paths[name]}</svg></span>`;
}
