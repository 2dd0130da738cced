package pk.rahnuma;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages that follow the code, against the code.
class ArchitectureDocumentationTest {

    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)?)(?:\\.\\w+)?`");

    @ParameterizedTest
    @ValueSource(strings = {"architecture.md", "message-path.md", "decision-path.md"})
    void everyTypeThatAPageNamesExists(String page) throws IOException {
        Set<String> types = typeNames();
        List<String> named = TYPE.matcher(Files.readString(Path.of("docs", page)))
                .results()
                .map(name -> name.group(1))
                .distinct()
                .toList();
        assertThat(named).isNotEmpty();
        assertThat(types).containsAll(named);
    }

    private static Set<String> typeNames() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}
