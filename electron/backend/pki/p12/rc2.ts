/**
 * RC2 in CBC mode, decryption only (RFC 2268). Old PKCS#12 files hide their certificates, which are public anyway, under 40-bit RC2;
 * the cryptography of the program's hosts no longer has it. Nothing is ever encrypted with it here.
 */

/** The table of RFC 2268 §2: a permutation of the bytes from the digits of pi. */
const PI = Buffer.from(
  'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82' +
    '54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb6266fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7' +
    '08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad',
  'hex',
);

/** Key expansion (§2): 64 words of 16 bits; the effective length in bits is that of the key. */
function expand(key: Uint8Array): Uint16Array {
  const bytes = new Uint8Array(128);
  bytes.set(key);
  const pi = (at: number): number => PI[at & 255] ?? 0;
  const at = (i: number): number => bytes[i] ?? 0;
  for (let i = key.length; i < 128; i++) bytes[i] = pi(at(i - 1) + at(i - key.length));
  bytes[128 - key.length] = pi(at(128 - key.length));
  for (let i = 127 - key.length; i >= 0; i--) bytes[i] = pi(at(i + 1) ^ at(i + key.length));
  return Uint16Array.from({ length: 64 }, (_, i) => at(2 * i) | (at(2 * i + 1) << 8));
}

const ROTATIONS = [1, 2, 3, 5] as const;

/** One block backwards (§4): mixing rounds 5, 6, 5 with a mashing round between. */
function decryptBlock(words: Uint16Array, block: Uint16Array): void {
  const r = (i: number): number => block[(i + 4) & 3] ?? 0;
  const k = (i: number): number => words[i & 63] ?? 0;
  let next = 63;
  const mix = (): void => {
    for (let i = 3; i >= 0; i--) {
      const s = ROTATIONS[i] ?? 0;
      const turned = (r(i) >>> s) | (r(i) << (16 - s));
      block[i] = turned - k(next) - (r(i - 1) & r(i - 2)) - (~r(i - 1) & r(i - 3));
      next -= 1;
    }
  };
  const mash = (): void => {
    for (let i = 3; i >= 0; i--) block[i] = r(i) - k(r(i - 1));
  };
  for (const [round, rounds] of [5, 6, 5].entries()) {
    if (round > 0) mash();
    for (let i = 0; i < rounds; i++) mix();
  }
}

/** Decrypts whole blocks of eight bytes; padding is left on. */
export function decryptRc2Cbc(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const words = expand(key);
  const out = new Uint8Array(data.length);
  for (let start = 0; start + 8 <= data.length; start += 8) {
    const before = start === 0 ? iv : data.subarray(start - 8, start);
    const block = Uint16Array.from({ length: 4 }, (_, i) => (data[start + 2 * i] ?? 0) | ((data[start + 2 * i + 1] ?? 0) << 8));
    decryptBlock(words, block);
    for (let i = 0; i < 8; i++) out[start + i] = (((block[i >> 1] ?? 0) >> (8 * (i & 1))) & 255) ^ (before[i] ?? 0);
  }
  return out;
}
