package pk.rahnuma.document;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.messaging.FileRejectionReason;

/// Detects the type of a file by its content alone. It reads headers and the structure around the content, and unpacks
/// no picture: a file of a few bytes that would fill the memory does no harm here. Only tables are read completely, and
/// workbooks are unpacked within limits.
public final class FileTypeDetector {

    /// A phone's picture has up to 50 million; opened, each takes four bytes.
    static final long MAX_PIXELS = 100_000_000;

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] PDF_SIGNATURE = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    /// Readers search for the header of a PDF up to this offset.
    private static final int MAX_PDF_HEADER_OFFSET = 1024;

    private FileTypeDetector() {}

    /// Detects the type.
    ///
    /// @throws FileRejectedException when the file is not accepted
    static DocumentType detectType(byte[] file) throws FileRejectedException {
        if (file.length == 0) {
            throw new FileRejectedException(FileRejectionReason.EMPTY);
        }
        if (file.length > DocumentType.MAX_FILE_BYTES) {
            throw new FileRejectedException(FileRejectionReason.TOO_BIG);
        }
        ByteArrayReader bytes = new ByteArrayReader(file);
        if (bytes.byteAt(0) == 0xff && bytes.byteAt(1) == 0xd8) {
            PictureValidator.checkJpeg(bytes);
            return DocumentType.JPEG;
        }
        if (Arrays.equals(
                file, 0, Math.min(file.length, PNG_SIGNATURE.length), PNG_SIGNATURE, 0, PNG_SIGNATURE.length)) {
            PictureValidator.checkPng(bytes);
            return DocumentType.PNG;
        }
        int head = bytes.indexOf(PDF_SIGNATURE, 0, Math.min(file.length, MAX_PDF_HEADER_OFFSET));
        if (head >= 0) {
            PdfValidator.checkPdf(bytes);
            return DocumentType.PDF;
        }
        if (VoiceValidator.isOgg(bytes)) {
            VoiceValidator.checkOpus(bytes);
            return DocumentType.OGG;
        }
        DocumentType table = SpreadsheetReader.detectType(file);
        if (table != null) {
            return table;
        }
        throw new FileRejectedException(FileRejectionReason.TYPE);
    }
}
