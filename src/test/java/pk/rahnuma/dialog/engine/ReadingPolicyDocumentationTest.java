package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.reading.ReadingKind;
import pk.rahnuma.dialog.reading.ReadingState;

/// Generates the table of readings in `docs/scripts.md` and compares it with what is there. `-Drahnuma.docs.write=true`
/// writes it.
class ReadingPolicyDocumentationTest {

    private static final Path PAGE = Path.of("docs", "scripts.md");
    private static final String HEADING = "| | a text is | if | at | then |\n|---|---|---|---|---|\n";

    @Test
    void theTableOfReadingsIsThatOfTheCode() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(HEADING) + HEADING.length();
        assertThat(begin).as("heading of the table").isGreaterThan(HEADING.length());
        String generated = page.substring(0, begin) + table() + page.substring(page.indexOf("\n\n", begin) + 1);
        if (Boolean.getBoolean("rahnuma.docs.write")) {
            Files.writeString(PAGE, generated);
        }
        assertThat(Files.readString(PAGE))
                .as(
                        "run `mvn test -Dtest=ReadingPolicyDocumentationTest -Drahnuma.docs.write=true` and commit %s",
                        PAGE)
                .isEqualTo(generated);
    }

    private static String table() {
        return ReadingKind.ALL.stream()
                .map(kind -> "| %d | %s | %s | %s | %s |%n"
                        .formatted(
                                kind.ordinal() + 1, kind.meaning(), kind.condition(), places(kind), kind.consequence()))
                .collect(Collectors.joining());
    }

    private static String places(ReadingKind kind) {
        List<ReadingState> states = Arrays.stream(ReadingState.values())
                .filter(state -> kind.counts(state, true))
                .toList();
        String where = states.size() == ReadingState.values().length
                ? "all"
                : states.stream().map(ReadingState::title).collect(Collectors.joining(", "));
        return kind.counts(states.getFirst(), false) ? where : where + "; not unseen";
    }
}
