/** Paper is white in both themes, and a saved picture knows no tokens: the light theme's colours as they are. */
export const PAPER = {
  ink: '#161b22',
  soft: '#46515e',
  line: '#d6dbe1',
  bar: '#46515e',
  accent: '#2358c9',
  bad: '#b01030',
  surface: '#ffffff',
} as const;

export const FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif";
