package pk.rahnuma.document;

import java.nio.charset.StandardCharsets;

/// A file in memory, read by offset. Offsets behind its end return -1, never an error.
record ByteArrayReader(byte[] bytes) {

    int length() {
        return bytes.length;
    }

    /// Unsigned, or -1.
    int byteAt(int place) {
        return place < 0 || place >= bytes.length ? -1 : bytes[place] & 0xff;
    }

    /// Two bytes, the high one first, or -1.
    int unsignedShortAt(int place) {
        return byteAt(place + 1) < 0 ? -1 : byteAt(place) << 8 | byteAt(place + 1);
    }

    /// Four bytes, the high ones first, or -1.
    long unsignedIntAt(int place) {
        return byteAt(place + 3) < 0 ? -1 : (long) unsignedShortAt(place) << 16 | unsignedShortAt(place + 2);
    }

    boolean hasText(String word, int place) {
        for (int i = 0; i < word.length(); i++) {
            if (byteAt(place + i) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// First offset of these bytes in a range, or -1.
    int indexOf(byte[] what, int from, int to) {
        int last = Math.min(to, bytes.length) - what.length;
        for (int place = Math.max(0, from); place <= last; place++) {
            int same = 0;
            while (same < what.length && bytes[place + same] == what[same]) {
                same++;
            }
            if (same == what.length) {
                return place;
            }
        }
        return -1;
    }

    int indexOf(String word, int from) {
        return indexOf(word, from, bytes.length);
    }

    int indexOf(String word, int from, int to) {
        return indexOf(word.getBytes(StandardCharsets.US_ASCII), from, to);
    }
}
