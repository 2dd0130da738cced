package pk.rahnuma.document;

import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.messaging.FileRejectionReason;

/// Checks that pictures are complete, and their size. The sources are ITU T.81 (JPEG) and the W3C's PNG.
final class PictureValidator {

    private static final int SOF_FIRST = 0xc0;
    private static final int SOF_LAST = 0xcf;
    private static final int PROGRESSIVE = 0xc2;
    /// A progressive picture is in memory completely while it is read; phones send none.
    private static final long MAX_PROGRESSIVE_PIXELS = 25_000_000;

    private static final int TABLES_HUFFMAN = 0xc4;
    private static final int RESERVED = 0xc8;
    private static final int TABLES_ARITHMETIC = 0xcc;
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;

    private static final int PNG_SIGNATURE = 8;
    /// Length, type and checksum of a chunk.
    private static final int PNG_FRAME = 12;

    private PictureValidator() {}

    /// Reads from marker to marker: a frame with a size, then a scan, and an end.
    static void checkJpeg(ByteArrayReader file) throws FileRejectedException {
        boolean sized = false;
        int place = 2;
        while (file.byteAt(place) == 0xff) {
            int marker = file.byteAt(place + 1);
            if (marker == 0xff) {
                place++;
                continue;
            }
            int length = file.unsignedShortAt(place + 2);
            if (length < 2) {
                break;
            }
            if (isFrame(marker)) {
                checkSize(file.unsignedShortAt(place + 7), file.unsignedShortAt(place + 5));
                if (marker == PROGRESSIVE
                        && (long) file.unsignedShortAt(place + 7) * file.unsignedShortAt(place + 5)
                                > MAX_PROGRESSIVE_PIXELS) {
                    throw new FileRejectedException(FileRejectionReason.TOO_MANY_PIXELS);
                }
                sized = true;
            } else if (marker == START_OF_SCAN) {
                checkEnd(file, sized, place + 2 + length);
                return;
            }
            place += 2 + length;
        }
        throw new FileRejectedException(FileRejectionReason.UNREADABLE);
    }

    private static boolean isFrame(int marker) {
        return marker >= SOF_FIRST
                && marker <= SOF_LAST
                && marker != TABLES_HUFFMAN
                && marker != RESERVED
                && marker != TABLES_ARITHMETIC;
    }

    /// Phones add more behind the end: only its presence matters.
    private static void checkEnd(ByteArrayReader file, boolean sized, int from) throws FileRejectedException {
        if (!sized || file.indexOf(new byte[] {(byte) 0xff, (byte) END_OF_IMAGE}, from, file.length()) < 0) {
            throw new FileRejectedException(FileRejectionReason.UNREADABLE);
        }
    }

    /// Reads from chunk to chunk: a header, data, and an end.
    static void checkPng(ByteArrayReader file) throws FileRejectedException {
        if (!file.hasText("IHDR", PNG_SIGNATURE + 4)) {
            throw new FileRejectedException(FileRejectionReason.UNREADABLE);
        }
        checkSize(file.unsignedIntAt(PNG_SIGNATURE + 8), file.unsignedIntAt(PNG_SIGNATURE + 12));
        boolean data = false;
        long place = PNG_SIGNATURE;
        while (place + PNG_FRAME <= file.length()) {
            int at = (int) place;
            data |= file.hasText("IDAT", at + 4);
            if (file.hasText("IEND", at + 4)) {
                if (data) {
                    return;
                }
                break;
            }
            place += PNG_FRAME + file.unsignedIntAt(at);
        }
        throw new FileRejectedException(FileRejectionReason.UNREADABLE);
    }

    private static void checkSize(long width, long height) throws FileRejectedException {
        if (width <= 0 || height <= 0) {
            throw new FileRejectedException(FileRejectionReason.UNREADABLE);
        }
        if (width * height > FileTypeDetector.MAX_PIXELS) {
            throw new FileRejectedException(FileRejectionReason.TOO_MANY_PIXELS);
        }
    }
}
