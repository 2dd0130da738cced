package pk.rahnuma.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagedRowsTest {

    private final List<Integer> readAfter = new ArrayList<>();

    private PagedRows<Integer, String> rows(int count) {
        return new PagedRows<>(
                (last, limit) -> {
                    readAfter.add(last);
                    return IntStream.rangeClosed(last == null ? 1 : last + 1, count)
                            .limit(limit)
                            .boxed()
                            .toList();
                },
                page -> page.stream().map(String::valueOf).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PagedRows.PAGE_SIZE - 1, PagedRows.PAGE_SIZE, PagedRows.PAGE_SIZE + 1, 1_000})
    void tellsEveryRowOnceAndInOrder(int count) {
        assertThat(rows(count))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, count)
                        .mapToObj(String::valueOf)
                        .toList());
    }

    @Test
    void readsNoPageBeforeItIsWanted() {
        rows(1_000).iterator().next();
        assertThat(readAfter).hasSize(1);
    }

    @Test
    void continuesAfterAPageThatExportsNothing() {
        PagedRows<Integer, Integer> rows = new PagedRows<>(
                (last, limit) -> IntStream.rangeClosed(last == null ? 1 : last + 1, 500)
                        .limit(limit)
                        .boxed()
                        .toList(),
                page -> page.stream().filter(row -> row == 450).toList());
        assertThat(rows).containsExactly(450);
    }
}
