package pk.rahnuma.document;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Tells by its content alone what a file is. It reads headers and the frame around the content, and unpacks no
/// picture: a file of a few bytes that would fill the memory does no harm here. Tables alone are read whole, and
/// workbooks are unpacked within bounds.
final class FileTypeDetector {

    /// Bytes: the limit that the forms tell people.
    static final int MOST = 5 * 1024 * 1024;

    /// A phone's picture has up to 50 million; opened, each takes four bytes.
    static final long MOST_PIXELS = 100_000_000;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    /// Readers look for the header of a PDF this far.
    private static final int PDF_HEAD = 1024;

    private FileTypeDetector() {}

    /// @throws FileRejectedException when it is not to be taken
    static DocumentType of(byte[] file) throws FileRejectedException {
        if (file.length == 0) {
            throw new FileRejectedException(FileRejectionReason.EMPTY);
        }
        if (file.length > MOST) {
            throw new FileRejectedException(FileRejectionReason.TOO_BIG);
        }
        ByteArrayReader bytes = new ByteArrayReader(file);
        if (bytes.at(0) == 0xff && bytes.at(1) == 0xd8) {
            PictureValidator.checkJpeg(bytes);
            return DocumentType.JPEG;
        }
        if (Arrays.equals(file, 0, Math.min(file.length, PNG.length), PNG, 0, PNG.length)) {
            PictureValidator.checkPng(bytes);
            return DocumentType.PNG;
        }
        int head = bytes.find(PDF, 0, Math.min(file.length, PDF_HEAD));
        if (head >= 0) {
            PdfValidator.check(bytes);
            return DocumentType.PDF;
        }
        DocumentType table = SpreadsheetReader.kind(file);
        if (table != null) {
            return table;
        }
        throw new FileRejectedException(FileRejectionReason.TYPE);
    }
}
