package pk.rahnuma.document.inspection;

import pk.rahnuma.document.file.FileRejectedException;
import pk.rahnuma.document.file.FileRejectionReason;

/// Whether a PDF is whole and can be opened by everybody. Where its objects are listed, and whether it is encrypted,
/// stands in plain text in every PDF (ISO 32000-1, 7.5.5 and 7.5.8): so nothing is unpacked, and a library that would
/// unpack without a bound is not needed. An encrypted one that opens without a password is refused too: it cannot be
/// told apart without opening it, and a photo of it will do.
final class PdfValidator {

    /// How far before the end it must say that this is the end.
    private static final int TAIL_BYTES = 4096;

    private static final String ENCRYPT_KEY = "/Encrypt";
    private static final String STREAM_KEYWORD = "stream";
    private static final String END_STREAM_KEYWORD = "endstream";

    private PdfValidator() {}

    static void checkPdf(ByteArrayReader file) throws FileRejectedException {
        int tail = Math.max(0, file.length() - TAIL_BYTES);
        if (file.indexOf("startxref", tail) < 0 || file.indexOf("%%EOF", tail) < 0 || file.indexOf(" obj", 0) < 0) {
            throw new FileRejectedException(FileRejectionReason.UNREADABLE);
        }
        if (isEncrypted(file)) {
            throw new FileRejectedException(FileRejectionReason.LOCKED);
        }
    }

    /// Looks at what is no content of a stream. Each byte is looked at a few times, however the file is made.
    private static boolean isEncrypted(ByteArrayReader file) {
        int from = 0;
        while (from < file.length()) {
            int stream = streamAfter(file, from);
            int end = file.indexOf(END_STREAM_KEYWORD, stream);
            if (isSaid(file, from, end < 0 ? file.length() : stream)) {
                return true;
            }
            if (end < 0) {
                return false;
            }
            from = end + END_STREAM_KEYWORD.length();
        }
        return false;
    }

    /// The next word `stream` with a line break behind it, or the end.
    private static int streamAfter(ByteArrayReader file, int from) {
        int place = file.indexOf(STREAM_KEYWORD, from);
        while (place >= 0) {
            int next = file.byteAt(place + STREAM_KEYWORD.length());
            if (next == '\n' || next == '\r') {
                return place;
            }
            place = file.indexOf(STREAM_KEYWORD, place + 1);
        }
        return file.length();
    }

    private static boolean isSaid(ByteArrayReader file, int from, int to) {
        int place = file.indexOf(ENCRYPT_KEY, from, to);
        while (place >= 0) {
            if (isValue(file, place + ENCRYPT_KEY.length())) {
                return true;
            }
            place = file.indexOf(ENCRYPT_KEY, place + 1, to);
        }
        return false;
    }

    /// A dictionary or the number of an object; `/EncryptMetadata` is another word.
    private static boolean isValue(ByteArrayReader file, int from) {
        int place = from;
        while (file.byteAt(place) >= 0 && file.byteAt(place) <= ' ') {
            place++;
        }
        return file.hasText("<<", place) || place > from && Character.isDigit(file.byteAt(place));
    }
}
