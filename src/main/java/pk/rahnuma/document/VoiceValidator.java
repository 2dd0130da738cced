package pk.rahnuma.document;

import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.messaging.FileRejectionReason;

/// Checks that voice messages are whole Ogg files with one stream of Opus. The sources are RFC 3533 (Ogg) and RFC 7845
/// (Opus in Ogg). Nothing is decoded.
final class VoiceValidator {

    private static final String PAGE_MARK = "OggS";
    private static final String OPUS_MARK = "OpusHead";
    private static final int FLAGS_OFFSET = 5;
    private static final int SERIAL_OFFSET = 14;
    private static final int SEGMENTS_OFFSET = 26;
    private static final int HEADER_LENGTH = 27;
    private static final int FIRST_PAGE = 0x02;

    private VoiceValidator() {}

    static boolean isOgg(ByteArrayReader file) {
        return file.hasText(PAGE_MARK, 0);
    }

    /// Reads from page to page: the first begins the stream and names it Opus, the others belong to it, and the last
    /// ends with the file.
    static void checkOpus(ByteArrayReader file) throws FileRejectedException {
        if (!file.hasText(OPUS_MARK, HEADER_LENGTH + file.byteAt(SEGMENTS_OFFSET))
                || (file.byteAt(FLAGS_OFFSET) & FIRST_PAGE) == 0) {
            throw new FileRejectedException(FileRejectionReason.TYPE);
        }
        long serial = file.unsignedIntAt(SERIAL_OFFSET);
        int place = 0;
        while (place < file.length()) {
            int segments = file.byteAt(place + SEGMENTS_OFFSET);
            boolean first = (file.byteAt(place + FLAGS_OFFSET) & FIRST_PAGE) != 0;
            if (!file.hasText(PAGE_MARK, place)
                    || segments < 0
                    || file.unsignedIntAt(place + SERIAL_OFFSET) != serial
                    || first != (place == 0)) {
                throw new FileRejectedException(FileRejectionReason.UNREADABLE);
            }
            int next = place + HEADER_LENGTH + segments;
            for (int i = 0; i < segments; i++) {
                next += file.byteAt(place + HEADER_LENGTH + i);
            }
            if (next > file.length()) {
                throw new FileRejectedException(FileRejectionReason.UNREADABLE);
            }
            place = next;
        }
    }
}
