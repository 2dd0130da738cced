// Checks statements of certificates without the desk, in code that shares nothing with it. Reads
// {"keys": [{"keyId", "publicKey"}, ...] in hex, "texts": [text of a QR code, ...], "holder", "lines": [{"site", "provider", "numbers"}]}
// from the standard input and prints an object for each text: its claims, or {"refused": reason}.
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";

function bytesOf(digits) {
  const sizes = { 3: 1, 5: 2, 8: 3, 10: 4, 13: 5, 15: 6, 17: 7 };
  const groups = digits.match(/.{1,17}/g).map((group) => {
    const size = sizes[group.length];
    return Buffer.from(BigInt(group).toString(16).padStart(2 * size, "0"), "hex");
  });
  return Buffer.concat(groups);
}

function decode(bytes) {
  let at = 0;
  function argument(low) {
    if (low < 24) {
      return low;
    }
    const size = 1 << (low - 24);
    const value = Number(BigInt("0x" + bytes.subarray(at, at + size).toString("hex")));
    at += size;
    return value;
  }
  function value() {
    const head = bytes[at++];
    const n = argument(head & 31);
    switch (head >> 5) {
      case 0: return n;
      case 1: return -1 - n;
      case 2: return bytes.subarray(at, at += n);
      case 3: return bytes.subarray(at, at += n).toString("utf8");
      case 4: return Array.from({ length: n }, value);
      case 5: return new Map(Array.from({ length: n }, () => [value(), value()]));
      case 6: return { tag: n, value: value() };
      default: throw new Error("unknown type");
    }
  }
  const decoded = value();
  if (at !== bytes.length) {
    throw new Error("more than one value");
  }
  return decoded;
}

function encodeBytes(bytes) {
  const n = bytes.length;
  return Buffer.concat([n < 24 ? Buffer.of(0x40 + n) : n < 256 ? Buffer.of(0x58, n) : Buffer.of(0x59, n >> 8, n & 255), bytes]);
}

function normalise(text) {
  const alike = { "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ہ", "ه": "ہ" };
  return text.normalize("NFKC").toLowerCase()
    .replace(/[يىكةه]/g, (c) => alike[c])
    .replace(/[۰-۹]/g, (c) => String(c.charCodeAt(0) - 0x6f0))
    .replace(/[٠-٩]/g, (c) => String(c.charCodeAt(0) - 0x660))
    .replace(/[\p{Cf}\u064b-\u0652]/gu, "")
    .replace(/\s+/g, " ").trim();
}

function check(text, { keys, holder, lines }) {
  const token = decode(bytesOf(text.split("#")[1]));
  if (token.tag !== 18) {
    throw new Error("no COSE_Sign1");
  }
  const [header, , payload, signature] = token.value;
  const headers = decode(header);
  const key = keys.find((each) => each.keyId === headers.get(4).toString("hex"));
  if (headers.get(1) !== -8 || !key) {
    throw new Error("unknown key");
  }
  const signed = Buffer.concat([Buffer.from([0x84, 0x6a]), Buffer.from("Signature1"), encodeBytes(header), Buffer.of(0x40), encodeBytes(payload)]);
  const x = Buffer.from(key.publicKey, "hex").toString("base64url");
  const publicKey = createPublicKey({ format: "jwk", key: { kty: "OKP", crv: "Ed25519", x } });
  if (!verify(null, signed, publicKey, signature)) {
    throw new Error("wrong signature");
  }
  const claims = decode(payload);
  const [kind, salt, hash] = claims.get(-65537);
  const content = normalise(holder) + "\n"
    + lines.map((line) => [line.site, line.provider, ...line.numbers].map(normalise).join("\t") + "\n").join("");
  return {
    issuer: claims.get(1),
    number: claims.get(7).toString("ascii"),
    kind,
    issued: new Date(claims.get(6) * 1000).toISOString(),
    expires: claims.has(4) ? new Date(claims.get(4) * 1000).toISOString() : null,
    matches: createHash("sha256").update(salt).update(content, "utf8").digest().equals(hash),
  };
}

const input = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(input.texts.map((text) => {
  try {
    return check(text, input);
  } catch (e) {
    return { refused: e.message };
  }
})));
