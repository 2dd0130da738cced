package pk.rahnuma.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables to be taken away.
class CsvExportTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+92300", "-1", "@SUM(A1)", "\t=1"})
    void no_cell_is_taken_for_a_formula(String cell) {
        CsvExport csv = new CsvExport("name");
        csv.row(cell);
        assertThat(csv.toString()).isEqualTo("\ufeffname\r\n'" + cell + "\r\n");
    }

    @Test
    void commas_quotes_and_lines_stay_within_their_cell() {
        CsvExport csv = new CsvExport("a", "b");
        csv.row("x, \"y\"", "one\ntwo");
        assertThat(csv.toString()).isEqualTo("\ufeffa,b\r\n\"x, \"\"y\"\"\",\"one\ntwo\"\r\n");
    }
}
