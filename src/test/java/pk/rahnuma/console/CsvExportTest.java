package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Exported tables.
class CsvExportTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+92300", "-1", "@SUM(A1)", "\t=1"})
    void noCellIsTakenForAFormula(String cell) {
        CsvExport csv = new CsvExport("name");
        csv.addRow(cell);
        assertThat(csv.toString()).isEqualTo("\ufeffname\r\n'" + cell + "\r\n");
    }

    @Test
    void commasQuotesAndLinesStayWithinTheirCell() {
        CsvExport csv = new CsvExport("a", "b");
        csv.addRow("x, \"y\"", "one\ntwo");
        assertThat(csv.toString()).isEqualTo("\ufeffa,b\r\n\"x, \"\"y\"\"\",\"one\ntwo\"\r\n");
    }
}
