/** One line a measurement: the figure, its limit or peer of the same run, their ratio, and the aim (speed.md). */
export function line(
  what: string,
  value: number,
  unit: string,
  peer?: { name: string; value: number; aim?: string },
): void {
  const show = (number: number) => (number >= 100 ? Math.round(number).toLocaleString('en') : number.toPrecision(3));
  const against =
    peer && peer.value !== 0 ? `  ${(value / peer.value).toFixed(2)} × ${peer.name} (${show(peer.value)})` : '';
  const aim = peer?.aim ? `  aim ${peer.aim}` : '';
  process.stdout.write(`${what.padEnd(58)} ${show(value).padStart(9)} ${unit}${against}${aim}\n`);
}
