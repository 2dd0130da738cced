package pk.rahnuma.http.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.document.TableFiles;

/// Tables as files.
class TableWriterTest {

    @SafeVarargs
    private static byte[] write(TableFormat format, List<String>... rows) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (TableWriter writer = format.openWriter(file)) {
            for (List<String> row : rows) {
                writer.writeRow(row);
            }
        }
        return file.toByteArray();
    }

    @SafeVarargs
    private static String writeCsv(List<String>... rows) throws IOException {
        return new String(write(TableFormat.CSV, rows), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+92300", "-1", "@SUM(A1)", "\t=1"})
    void noCellOfCsvIsTakenForAFormula(String cell) throws IOException {
        assertThat(writeCsv(List.of("name"), List.of(cell))).isEqualTo("\ufeffname\r\n'" + cell + "\r\n");
    }

    @Test
    void commasQuotesAndLinesStayWithinTheirCell() throws IOException {
        assertThat(writeCsv(List.of("a", "b"), List.of("x, \"y\"", "one\ntwo")))
                .isEqualTo("\ufeffa,b\r\n\"x, \"\"y\"\"\",\"one\ntwo\"\r\n");
    }

    @ParameterizedTest
    @EnumSource
    void rowsAreReadBackAsTheyWereWritten(TableFormat format) throws Exception {
        List<String> heading = List.of("جگہ", "Internet company", "آئی پی ایڈریس");
        List<String> row = List.of("Lahore <head> & \"office\"", "007 😀", "39.32.1.7, 39.32.1.8");
        assertThat(TableFiles.read(write(format, heading, row))).containsExactly(heading, row);
    }

    @Test
    void aWorkbookHasTextOnlyAndNoCharacterThatXmlCannotHave() throws Exception {
        List<String> row = List.of("=1+1", "39.32.1.7", "a\u0000\u0008\ud800\uffffb");
        assertThat(TableFiles.read(write(TableFormat.XLSX, List.of("a", "b", "c"), row)))
                .last()
                .isEqualTo(List.of("=1+1", "39.32.1.7", "ab"));
    }
}
