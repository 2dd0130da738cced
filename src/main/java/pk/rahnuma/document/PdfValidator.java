package pk.rahnuma.document;

import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.messaging.FileRejectionReason;

/// Checks that a PDF is complete and can be opened without a password. The list of its objects, and the mark of
/// encryption, are in plain text in every PDF (ISO 32000-1, 7.5.5 and 7.5.8): nothing is unpacked, so no library that
/// unpacks without a limit is needed. An encrypted file that opens without a password is rejected too: it cannot be
/// recognised without opening it, and a photo of it will do.
final class PdfValidator {

    /// Number of last bytes that must contain the end mark.
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

    /// Searches outside the content of streams. Each byte is read a few times at most, whatever the file contains.
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

    /// Offset of the next word `stream` with a line break behind it, or the end.
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

    /// True for a dictionary or the number of an object; `/EncryptMetadata` is another word.
    private static boolean isValue(ByteArrayReader file, int from) {
        int place = from;
        while (file.byteAt(place) >= 0 && file.byteAt(place) <= ' ') {
            place++;
        }
        return file.hasText("<<", place) || place > from && Character.isDigit(file.byteAt(place));
    }
}
