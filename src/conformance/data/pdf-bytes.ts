// Bytes like those of a PDF: mostly streams that are compressed already, between them objects in plain text.

import { type Random, seededRandom } from "../../random.js";

const seed = 1205;
const maxObjectBytes = 24_000;

/** A document of exactly `bytes` bytes: header, objects, cross-reference table, trailer. */
export function pdfBytes(bytes: number): Uint8Array {
  const random = seededRandom(seed);
  const parts: Uint8Array[] = [Buffer.from("%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", "latin1")];
  const offsets: number[] = [];
  let made = sizeOf(parts);
  const add = (object: Uint8Array): void => {
    offsets.push(made);
    parts.push(object);
    made += object.length;
  };
  // Its lines have a fixed width, so that what it will take is known.
  const endBytes = (objects: number): number => crossReference(new Array(objects).fill(0), 0).length;
  for (let number = 1; made + endBytes(number) + 2 * maxObjectBytes < bytes; number++) {
    add(
      number % 4 === 0 ? textObject(number, random) : streamObject(number, random.bytes(streamBytes(random))),
    );
  }
  const last = offsets.length + 1;
  const missing = bytes - made - endBytes(last);
  const frameBytes = streamObject(last, new Uint8Array(missing)).length - missing;
  add(streamObject(last, random.bytes(missing - frameBytes)));
  return Buffer.concat([...parts, crossReference(offsets, made)]);
}

function streamBytes(random: Random): number {
  return random.integer(2_000, maxObjectBytes - 200);
}

function streamObject(number: number, data: Uint8Array): Uint8Array {
  const length = String(data.length).padStart(6, "0");
  return Buffer.concat([
    Buffer.from(`${number} 0 obj\n<< /Length ${length} /Filter /FlateDecode >>\nstream\n`),
    data,
    Buffer.from("\nendstream\nendobj\n"),
  ]);
}

/** A page whose content was left uncompressed: numbers and operators. */
function textObject(number: number, random: Random): Uint8Array {
  const lines = Array.from({ length: random.integer(60, 180) }, () => {
    const [x, y] = [random.integer(0, 59_500) / 100, random.integer(0, 84_200) / 100];
    return `BT /F${random.integer(1, 4)} 9.96 Tf ${x} ${y} Td [(${random.integer(0, 999_999)})] TJ ET`;
  });
  const page = `<< /Type /Page /Parent 1 0 R /MediaBox [0 0 595 842] /Contents ${number + 1} 0 R >>`;
  return Buffer.from(`${number} 0 obj\n${page}\nstream\n${lines.join("\n")}\nendstream\nendobj\n`);
}

function crossReference(offsets: readonly number[], at: number): Uint8Array {
  const lines = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const head = `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n`;
  const trailer = `trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R >>\n`;
  return Buffer.from(`${head}${lines}${trailer}startxref\n${String(at).padStart(10, "0")}\n%%EOF\n`);
}

function sizeOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}
