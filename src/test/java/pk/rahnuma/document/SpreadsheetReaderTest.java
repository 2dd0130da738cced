package pk.rahnuma.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.messaging.FileRejectionReason;

/// Tables of addresses, as people's spreadsheets write them, and as an attacker might.
class SpreadsheetReaderTest {

    private static final String ROWS = """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Site</t></is></c></row>
            <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3"><f>CONCAT("a")</f><v>Lahore</v></c></row>
            """;

    private static List<List<String>> rows(byte[] file) throws FileRejectedException {
        return SpreadsheetReader.readRows(FileTypeDetector.detectType(file), file);
    }

    private static FileRejectionReason fault(byte[] file) {
        FileRejectedException unfit =
                catchThrowableOfType(FileRejectedException.class, () -> FileTypeDetector.detectType(file));
        assertThat(unfit).as("it should not be taken").isNotNull();
        return unfit.rejectionReason();
    }

    private static Object judged(byte[] file) {
        try {
            return FileTypeDetector.detectType(file);
        } catch (FileRejectedException unfit) {
            return unfit.rejectionReason();
        }
    }

    private static Map<String, String> book(String rows) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("[Content_Types].xml", "<Types/>");
        files.put(
                "xl/workbook.xml",
                "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
                        + "<sheet name=\"Addresses\" r:id=\"rId7\"/><sheet name=\"Old\" r:id=\"rId1\"/></sheets></workbook>");
        files.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>"
                        + "<Relationship Id=\"rId7\" Target=\"worksheets/sheet2.xml\"/></Relationships>");
        files.put(
                "xl/sharedStrings.xml",
                "<sst><si><t>Address</t></si><si><r><t>39.32.</t></r><r><t>1.7</t></r></si></sst>");
        files.put("xl/worksheets/sheet2.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
        return files;
    }

    private static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] book(String file, String content) {
        Map<String, String> files = book(ROWS);
        files.put(file, content);
        return zip(files);
    }

    @Test
    void aRowOfATextKeepsItsNumberWhateverEndsTheLines() throws FileRejectedException {
        byte[] file =
                "address;site\r\n39.32.1.7;Lahore\n\n39.32.1.8;Gujranwala\r39.32.1.9".getBytes(StandardCharsets.UTF_8);
        assertThat(FileTypeDetector.detectType(file)).isEqualTo(DocumentType.CSV);
        assertThat(rows(file))
                .containsExactly(
                        List.of("address", "site"),
                        List.of("39.32.1.7", "Lahore"),
                        List.of(""),
                        List.of("39.32.1.8", "Gujranwala"),
                        List.of("39.32.1.9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void aCellInQuotesKeepsItsSeparatorsAndLineEnds(String separator) throws FileRejectedException {
        byte[] file = "39.32.1.7%1$s\"Lahore%1$s \"\"Mall\"\"\nRoad\"\n39.32.1.8%1$s6\" rack\n"
                .formatted(separator)
                .getBytes(StandardCharsets.UTF_8);
        assertThat(rows(file))
                .containsExactly(
                        List.of("39.32.1.7", "Lahore" + separator + " \"Mall\"\nRoad"),
                        List.of("39.32.1.8", "6\" rack"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "windows-1252"})
    void aTextIsReadInTheEncodingsOfSpreadsheets(String encoding) throws FileRejectedException {
        byte[] file = "39.32.1.7,Café".getBytes(Charset.forName(encoding));
        assertThat(rows(file)).containsExactly(List.of("39.32.1.7", "Café"));
    }

    @Test
    void aTextInUrduDigitsIsATableToo() throws FileRejectedException {
        assertThat(FileTypeDetector.detectType("۳۹۔۳۲۔۱۔۷".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(DocumentType.CSV);
    }

    @Test
    void aWorkbookIsReadInTheOrderOfItsFirstSheet() throws FileRejectedException {
        byte[] file = zip(book(ROWS));
        assertThat(FileTypeDetector.detectType(file)).isEqualTo(DocumentType.XLSX);
        assertThat(rows(file)).containsExactly(List.of("Address", "Site"), List.of(), List.of("39.32.1.7", "Lahore"));
    }

    @Test
    void tooManyBytesOrRowsAreNotRead() {
        assertThat(fault(("39.32.1.7\n" + "x".repeat(SpreadsheetReader.MAX_FILE_BYTES))
                        .getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(FileRejectionReason.TABLE_TOO_LARGE);
        assertThat(fault("39.32.1.7\n".repeat(SpreadsheetReader.MAX_ROWS + 1).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(FileRejectionReason.TABLE_TOO_LARGE);
        assertThat(fault(zip(book("<row r=\"5001\"><c><v>39</v></c></row>"))))
                .isEqualTo(FileRejectionReason.TABLE_TOO_LARGE);
    }

    @Test
    void aFileThatWouldFillTheMemoryIsNotUnpacked() {
        assertThat(fault(book("xl/media/a", " ".repeat(17 * 1024 * 1024))))
                .isEqualTo(FileRejectionReason.TABLE_TOO_LARGE);
        Map<String, String> many = book(ROWS);
        for (int i = 0; i < 300; i++) {
            many.put("xl/media/" + i, "");
        }
        assertThat(fault(zip(many))).isEqualTo(FileRejectionReason.TABLE_TOO_LARGE);
    }

    @Test
    void oneLongTextThatManyCellsNameDoesNotFillTheMemory() {
        Map<String, String> files = book("<row>" + "<c t=\"s\"><v>0</v></c>".repeat(2_000) + "</row>");
        files.put("xl/sharedStrings.xml", "<sst><si><t>" + "x".repeat(10_000) + "</t></si></sst>");
        assertThat(fault(zip(files))).isEqualTo(FileRejectionReason.TABLE_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><sst><si><t>&b;</t></si></sst>",
                "<!DOCTYPE a [<!ENTITY b \"cccccccc\">]><sst><si><t>&b;&b;&b;</t></si></sst>",
                "<sst><si><t>39.32",
                "\n<!DOCTYPE x [PUBLIC \"\" \"hp://fo\">\0\0¯",
                "no xml"
            })
    void entitiesAndBrokenFilesAreNotRead(String strings) {
        assertThat(fault(book("xl/sharedStrings.xml", strings))).isEqualTo(FileRejectionReason.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<row r=\"2\"><c><v>1</v></c></row><row r=\"2\"><c><v>1</v></c></row>",
                "<row><c t=\"s\"><v>9</v></c></row>",
                "<row><c t=\"s\"><v>-1</v></c></row>",
                "<row><c><v>1</c></row>"
            })
    void aSheetThatContradictsItselfIsUnreadable(String rows) {
        assertThat(fault(zip(book(rows)))).isEqualTo(FileRejectionReason.UNREADABLE);
    }

    @Test
    void aWorkbookCutOffOrWithoutItsSheetIsUnreadable() {
        byte[] whole = zip(book(ROWS));
        assertThat(fault(java.util.Arrays.copyOf(whole, whole.length / 2)))
                .isIn(FileRejectionReason.UNREADABLE, FileRejectionReason.TYPE);
        Map<String, String> files = book(ROWS);
        files.remove("xl/worksheets/sheet2.xml");
        assertThat(fault(zip(files))).isEqualTo(FileRejectionReason.UNREADABLE);
    }

    /// Each is as long as an upload may be; before, 40,000 digits took 12 seconds.
    @ParameterizedTest
    @ValueSource(strings = {"1", "1.1.", "1.", "۱۔", "1.1.1.", "ffff", "ffff:", "12345.", "1.1.1.\n", "\n"})
    void noTextTakesLongToJudge(String again) {
        for (int bytes : new int[] {SpreadsheetReader.MAX_FILE_BYTES, DocumentType.MAX_FILE_BYTES}) {
            byte[] file = again.repeat(bytes / again.getBytes(StandardCharsets.UTF_8).length)
                    .getBytes(StandardCharsets.UTF_8);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThat(judged(file))
                            .isIn(DocumentType.CSV, FileRejectionReason.TYPE, FileRejectionReason.TABLE_TOO_LARGE));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Relationships><Relationship Target=\"worksheets/sheet2.xml\"/></Relationships>",
                "<Relationships><Relationship Id=\"rId7\"/></Relationships>"
            })
    void aWorkbookWithABrokenRelationshipIsUnreadable(String links) {
        assertThat(fault(book("xl/_rels/workbook.xml.rels", links))).isEqualTo(FileRejectionReason.UNREADABLE);
    }

    @Test
    void aWorkbookWithTooMuchToUnpackOrTooManyCellsOrTextsIsNotRead() {
        assertThat(fault(book("xl/styles.xml", " ".repeat(XlsxReader.MAX_UNPACKED_BYTES))))
                .isEqualTo(FileRejectionReason.TABLE_TOO_LARGE);
        assertThat(fault(zip(book("<row>" + "<c><v>1</v></c>".repeat(XlsxReader.MAX_CELLS + 1) + "</row>"))))
                .isEqualTo(FileRejectionReason.TABLE_TOO_LARGE);
        assertThat(fault(zip(book("<row r=\"1\"><c><v>1</v></c></row>" + "<row/>".repeat(XlsxReader.MAX_CELLS)))))
                .isEqualTo(FileRejectionReason.TABLE_TOO_LARGE);
        assertThat(fault(book(
                        "xl/sharedStrings.xml",
                        "<sst>" + "<si/>".repeat(XlsxReader.MAX_SHARED_STRINGS + 1) + "</sst>")))
                .isEqualTo(FileRejectionReason.TABLE_TOO_LARGE);
    }

    @Test
    void anotherZipOrTextIsNoTable() {
        assertThat(fault(zip(Map.of("word/document.xml", "<w/>")))).isEqualTo(FileRejectionReason.TYPE);
        assertThat(fault("Dear Sir, version 1.2 is out.".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(FileRejectionReason.TYPE);
        assertThat(fault("39.32.1.7\0".getBytes(StandardCharsets.UTF_8))).isEqualTo(FileRejectionReason.TYPE);
    }
}
