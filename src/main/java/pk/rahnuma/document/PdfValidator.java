package pk.rahnuma.document;

/// Whether a PDF is whole and can be opened by everybody. Where its objects are listed, and whether it is encrypted,
/// stands in plain text in every PDF (ISO 32000-1, 7.5.5 and 7.5.8): so nothing is unpacked, and a library that would
/// unpack without a bound is not needed. An encrypted one that opens without a password is refused too: it cannot be
/// told apart without opening it, and a photo of it will do.
final class PdfValidator {

    /// How far before the end it must say that this is the end.
    private static final int TAIL = 4096;

    private static final String ENCRYPT = "/Encrypt";
    private static final String STREAM = "stream";
    private static final String END_OF_STREAM = "endstream";

    private PdfValidator() {}

    static void check(ByteArrayReader file) throws FileRejectedException {
        int tail = Math.max(0, file.length() - TAIL);
        if (file.find("startxref", tail) < 0 || file.find("%%EOF", tail) < 0 || file.find(" obj", 0) < 0) {
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
            int end = file.find(END_OF_STREAM, stream);
            if (isSaid(file, from, end < 0 ? file.length() : stream)) {
                return true;
            }
            if (end < 0) {
                return false;
            }
            from = end + END_OF_STREAM.length();
        }
        return false;
    }

    /// The next word `stream` with a line break behind it, or the end.
    private static int streamAfter(ByteArrayReader file, int from) {
        int place = file.find(STREAM, from);
        while (place >= 0) {
            int next = file.at(place + STREAM.length());
            if (next == '\n' || next == '\r') {
                return place;
            }
            place = file.find(STREAM, place + 1);
        }
        return file.length();
    }

    private static boolean isSaid(ByteArrayReader file, int from, int to) {
        int place = file.find(ENCRYPT, from, to);
        while (place >= 0) {
            if (isValue(file, place + ENCRYPT.length())) {
                return true;
            }
            place = file.find(ENCRYPT, place + 1, to);
        }
        return false;
    }

    /// A dictionary or the number of an object; `/EncryptMetadata` is another word.
    private static boolean isValue(ByteArrayReader file, int from) {
        int place = from;
        while (file.at(place) >= 0 && file.at(place) <= ' ') {
            place++;
        }
        return file.has("<<", place) || place > from && Character.isDigit(file.at(place));
    }
}
