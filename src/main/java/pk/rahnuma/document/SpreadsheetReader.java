package pk.rahnuma.document;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.messaging.FileRejectionReason;

/// Reads tables of addresses by row: CSV, with any separator, and XLSX.
final class SpreadsheetReader {

    /// Maximum bytes of a file.
    static final int MAX_FILE_BYTES = 1024 * 1024;

    static final int MAX_ROWS = 5_000;

    /// Bytes of a text above the limit that are searched, to distinguish a large table from a file of another type.
    private static final int SAMPLE_BYTES = 64 * 1024;

    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final String SEPARATORS = ",;\t|";
    /// Characters of a text in which its separator is looked for.
    private static final int HEAD_LENGTH = 4_096;

    /// A text without anything like an address is not a table. Each quantifier is bounded and an address begins where
    /// no digit is before it, so that a search reads each character a few times, whatever the text is.
    private static final Pattern ADDRESS_PATTERN =
            Pattern.compile("(?<!\\p{Nd})\\p{Nd}{1,3}(?:[.۔٫]\\p{Nd}{1,3}){3}|[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{0,4}:");

    private SpreadsheetReader() {}

    /// Detects the type of a table.
    ///
    /// @return null when the file is not a table
    /// @throws FileRejectedException when it is a table that is too large or damaged
    static DocumentType detectType(byte[] file) throws FileRejectedException {
        if (XlsxReader.isWorkbook(file)) {
            readRows(DocumentType.XLSX, file);
            return DocumentType.XLSX;
        }
        String text = decodeText(file.length > MAX_FILE_BYTES ? Arrays.copyOf(file, SAMPLE_BYTES) : file);
        if (text == null || !ADDRESS_PATTERN.matcher(text).find()) {
            return null;
        }
        readRows(DocumentType.CSV, file);
        return DocumentType.CSV;
    }

    /// Cells of a table, in rows; an empty row keeps its place.
    static List<List<String>> readRows(DocumentType kind, byte[] file) throws FileRejectedException {
        if (file.length > MAX_FILE_BYTES) {
            throw new FileRejectedException(FileRejectionReason.TABLE_TOO_LARGE);
        }
        List<List<String>> rows = kind == DocumentType.XLSX ? XlsxReader.readRows(file) : parseCsv(decodeText(file));
        if (rows.size() > MAX_ROWS) {
            throw new FileRejectedException(FileRejectionReason.TABLE_TOO_LARGE);
        }
        return rows;
    }

    /// Rows of a text, at most one above the limit; empty lines at the end do not count.
    private static List<List<String>> parseCsv(String text) throws FileRejectedException {
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(findSeparator(text))
                .skipEmptyLines(false)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .ofCsvRecord(text.stripTrailing())) {
            Iterator<CsvRecord> each = records.iterator();
            while (each.hasNext() && rows.size() <= MAX_ROWS) {
                rows.add(each.next().getFields());
            }
            return rows;
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            // A row of too many cells.
            throw new FileRejectedException(FileRejectionReason.TABLE_TOO_LARGE);
        }
    }

    /// Separator that the beginning of a text has most often; a comma when it has none.
    private static char findSeparator(String text) {
        int[] counts = new int[SEPARATORS.length()];
        text.chars()
                .limit(HEAD_LENGTH)
                .map(SEPARATORS::indexOf)
                .filter(at -> at >= 0)
                .forEach(at -> counts[at]++);
        int most = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return SEPARATORS.charAt(most);
    }

    /// Text as spreadsheets write it: UTF-8, UTF-16 with its mark, or Windows' own.
    ///
    /// @return null when it is not text
    private static String decodeText(byte[] file) {
        boolean little = file.length > 1 && file[0] == (byte) 0xff && file[1] == (byte) 0xfe;
        boolean big = file.length > 1 && file[0] == (byte) 0xfe && file[1] == (byte) 0xff;
        String text = little || big ? new String(file, StandardCharsets.UTF_16) : decodeUtf8(file);
        boolean plain = text.chars().allMatch(c -> c >= ' ' || c == '\t' || c == '\r' || c == '\n');
        return plain ? text : null;
    }

    private static String decodeUtf8(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        } catch (CharacterCodingException e) {
            return new String(file, Charset.forName("windows-1252"));
        }
    }
}
