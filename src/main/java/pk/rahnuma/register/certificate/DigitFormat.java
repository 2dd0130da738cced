package pk.rahnuma.register.certificate;

import java.util.Optional;

/// Bytes as decimal digits, which a QR code stores in the least space within a URL: 7 bytes are 17 digits, and 1 to 6
/// bytes at the end are 3, 5, 8, 10, 13, 15.
final class DigitFormat {

    private static final int GROUP_BYTES = 7;
    /// Digits of a group, by its bytes.
    private static final int[] GROUP_DIGITS = {0, 3, 5, 8, 10, 13, 15, 17};

    private DigitFormat() {}

    static String encodeBytes(byte[] bytes) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < bytes.length; i += GROUP_BYTES) {
            int size = Math.min(GROUP_BYTES, bytes.length - i);
            long group = 0;
            for (int j = 0; j < size; j++) {
                group = group << 8 | bytes[i + j] & 0xff;
            }
            String written = Long.toString(group);
            digits.repeat('0', GROUP_DIGITS[size] - written.length()).append(written);
        }
        return digits.toString();
    }

    /// @return empty when [#encodeBytes] does not write these digits
    static Optional<byte[]> decodeDigits(String digits) {
        int rest = digits.length() % GROUP_DIGITS[GROUP_BYTES];
        int restBytes = GROUP_BYTES - 1;
        while (restBytes > 0 && GROUP_DIGITS[restBytes] != rest) {
            restBytes--;
        }
        if (GROUP_DIGITS[restBytes] != rest || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        byte[] bytes = new byte[digits.length() / GROUP_DIGITS[GROUP_BYTES] * GROUP_BYTES + restBytes];
        int from = 0;
        for (int i = 0; i < bytes.length; i += GROUP_BYTES) {
            int size = Math.min(GROUP_BYTES, bytes.length - i);
            long group = Long.parseLong(digits, from, from + GROUP_DIGITS[size], 10);
            from += GROUP_DIGITS[size];
            if (group >>> 8 * size != 0) {
                return Optional.empty();
            }
            for (int j = size - 1; j >= 0; j--) {
                bytes[i + j] = (byte) group;
                group >>>= 8;
            }
        }
        return Optional.of(bytes);
    }
}
