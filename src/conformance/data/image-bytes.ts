// A grey picture as an uncompressed bitmap: hills of light, edges, and the grain of a camera.

import { type Random, seededRandom } from "../../random.js";

const seed = 1202;
const side = 512;
const headerBytes = 14 + 40 + 4 * 256;

/** A BMP of 512 x 512 pixels of 8 bits: 263,222 bytes. */
export function imageBytes(): Uint8Array {
  const bytes = Buffer.alloc(headerBytes + side * side);
  writeHeader(bytes);
  const random = seededRandom(seed);
  const layers = [128, 64, 32, 16, 8].map((cell) => ({ cell, grid: makeGrid(random, cell) }));
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) bytes[headerBytes + y * side + x] = pixel(layers, { x, y, random });
  }
  return bytes;
}

interface Layer {
  /** Pixels between two points of the grid. */
  readonly cell: number;
  readonly grid: Float64Array;
}

function writeHeader(bytes: Buffer): void {
  bytes.write("BM", 0, "latin1");
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(headerBytes, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(side, 18);
  bytes.writeInt32LE(side, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(8, 28);
  bytes.writeUInt32LE(side * side, 34);
  for (let grey = 0; grey < 256; grey++) bytes.writeUInt32LE(grey * 0x01_01_01, 54 + 4 * grey);
}

function makeGrid(random: Random, cell: number): Float64Array {
  const points = side / cell + 1;
  return Float64Array.from({ length: points * points }, () => random.next() - 0.5);
}

function pixel(
  layers: readonly Layer[],
  { x, y, random }: { readonly x: number; readonly y: number; readonly random: Random },
): number {
  let light = 128;
  for (const { cell, grid } of layers) light += 1.2 * cell * between(grid, x / cell, y / cell);
  // Two edges, as of a roof against the sky: what is far from smooth in pictures.
  if (y > 300 + Math.abs(x - 256) / 2) light -= 50;
  const grain = random.integer(-2, 2);
  return Math.max(0, Math.min(255, Math.round(light + grain)));
}

/** The grid's value between its four nearest points. */
function between(grid: Float64Array, x: number, y: number): number {
  const points = Math.sqrt(grid.length);
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const [right, below] = [x - column, y - row];
  const at = (c: number, r: number): number => grid[r * points + c] as number;
  const upper = at(column, row) * (1 - right) + at(column + 1, row) * right;
  const lower = at(column, row + 1) * (1 - right) + at(column + 1, row + 1) * right;
  return upper * (1 - below) + lower * below;
}
