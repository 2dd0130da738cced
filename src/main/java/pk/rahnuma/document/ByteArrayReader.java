package pk.rahnuma.document;

import java.nio.charset.StandardCharsets;

/// A file in memory, read by place. What lies behind its end is -1, never a failure.
record ByteArrayReader(byte[] all) {

    int length() {
        return all.length;
    }

    /// Unsigned, or -1.
    int at(int place) {
        return place < 0 || place >= all.length ? -1 : all[place] & 0xff;
    }

    /// Two bytes, the high one first, or -1.
    int pair(int place) {
        return at(place + 1) < 0 ? -1 : at(place) << 8 | at(place + 1);
    }

    /// Four bytes, the high ones first, or -1.
    long four(int place) {
        return at(place + 3) < 0 ? -1 : (long) pair(place) << 16 | pair(place + 2);
    }

    boolean has(String word, int place) {
        for (int i = 0; i < word.length(); i++) {
            if (at(place + i) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// The first place of these between two places, or -1.
    int find(byte[] what, int from, int to) {
        int last = Math.min(to, all.length) - what.length;
        for (int place = Math.max(0, from); place <= last; place++) {
            int same = 0;
            while (same < what.length && all[place + same] == what[same]) {
                same++;
            }
            if (same == what.length) {
                return place;
            }
        }
        return -1;
    }

    int find(String word, int from) {
        return find(word, from, all.length);
    }

    int find(String word, int from, int to) {
        return find(word.getBytes(StandardCharsets.US_ASCII), from, to);
    }
}
