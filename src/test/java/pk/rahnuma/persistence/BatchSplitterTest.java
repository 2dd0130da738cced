package pk.rahnuma.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchSplitterTest {

    private static final String CONNECTOR_J = "jdbc:mysql://localhost/rahnuma";

    private final List<Integer> written = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();

    private void write(String url, int rows) {
        written.clear();
        sizes.clear();
        new BatchSplitter(null, url).writeRows(IntStream.range(0, rows).boxed().toList(), this::one, this::many);
    }

    private void one(int row) {
        many(List.of(row));
    }

    private void many(List<Integer> rows) {
        written.addAll(rows);
        sizes.add(rows.size());
    }

    @Test
    void allRowsAreWrittenOnceAndInOrder() {
        for (int rows = 0; rows <= 300; rows++) {
            write(CONNECTOR_J, rows);
            assertThat(written).isEqualTo(IntStream.range(0, rows).boxed().toList());
        }
    }

    @Test
    void connectorJHasFewStatements() {
        Set<Integer> shapes = new HashSet<>();
        for (int rows = 1; rows <= 300; rows++) {
            write(CONNECTOR_J, rows);
            shapes.addAll(sizes);
        }
        assertThat(shapes).hasSize(19);
        write(CONNECTOR_J, 150);
        assertThat(sizes).containsExactly(64, 64, 16, 6);
    }

    @Test
    void otherDriversWriteOneBatch() {
        write("jdbc:mariadb://localhost/rahnuma", 150);
        assertThat(sizes).containsExactly(150);
        write("jdbc:h2:mem:rahnuma", 1);
        assertThat(sizes).containsExactly(1);
    }
}
