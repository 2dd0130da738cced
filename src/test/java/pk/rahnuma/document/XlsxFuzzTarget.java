package pk.rahnuma.document;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import pk.rahnuma.messaging.FileRejectedException;

/// Any text as each file of a workbook: rows, or one of the faults.
class XlsxFuzzTarget {

    @FuzzTest
    void readsAnyWorkbook(FuzzedDataProvider data) throws IOException {
        String book = data.consumeBoolean()
                ? "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                        + "<sheets><sheet r:id=\"r\"/></sheets></workbook>"
                : data.consumeString(200);
        String links = data.consumeBoolean()
                ? "<Relationships><Relationship Id=\"r\" Target=\"a.xml\"/></Relationships>"
                : data.consumeString(200);
        String strings = data.consumeBoolean()
                ? "<sst><si><t>" + data.consumeString(50) + "</t></si></sst>"
                : data.consumeString(200);
        String sheet = data.consumeBoolean()
                ? "<worksheet>" + data.consumeRemainingAsString() + "</worksheet>"
                : data.consumeRemainingAsString();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            put(zip, "xl/workbook.xml", book);
            put(zip, "xl/_rels/workbook.xml.rels", links);
            put(zip, "xl/sharedStrings.xml", strings);
            put(zip, "xl/a.xml", sheet);
        }
        try {
            XlsxReader.readRows(file.toByteArray());
        } catch (FileRejectedException refused) {
            refused.rejectionReason().textCode();
        }
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
}
