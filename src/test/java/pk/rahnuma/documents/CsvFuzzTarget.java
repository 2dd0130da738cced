package pk.rahnuma.documents;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/// Any bytes as a table in text: rows, none, or one of the faults.
class CsvFuzzTarget {

    static Stream<byte[]> seeds() {
        return Stream.of(Files.ascii("site;ip\r\n\"a\";39.32.1.8\n"), Files.ascii("2400::1\t1"));
    }

    @MethodSource("seeds")
    @FuzzTest
    void readsAnyText(byte[] file) {
        try {
            Kind kind = Tables.kind(file);
            if (kind == Kind.CSV && Tables.rows(kind, file).size() > Tables.MOST_ROWS) {
                throw new IllegalStateException("more rows than are read");
            }
        } catch (Unfit refused) {
            refused.fault().code();
        }
    }
}
