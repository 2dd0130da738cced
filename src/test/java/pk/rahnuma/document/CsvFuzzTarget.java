package pk.rahnuma.document;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.messaging.FileRejectedException;

/// Any bytes as a table in text: rows, none, or one of the faults.
class CsvFuzzTarget {

    static Stream<byte[]> seeds() {
        return Stream.of(SampleFiles.ascii("site;ip\r\n\"a\";39.32.1.8\n"), SampleFiles.ascii("2400::1\t1"));
    }

    @MethodSource("seeds")
    @FuzzTest
    void readsAnyText(byte[] file) {
        try {
            DocumentType kind = SpreadsheetReader.detectType(file);
            if (kind == DocumentType.CSV
                    && SpreadsheetReader.readRows(kind, file).size() > SpreadsheetReader.MAX_ROWS) {
                throw new IllegalStateException("more rows than are read");
            }
        } catch (FileRejectedException refused) {
            refused.rejectionReason().textCode();
        }
    }
}
