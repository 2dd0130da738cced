package pk.rahnuma;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages that follow the code, against the code; pages that the code cites; links between documents.
class ArchitectureDocumentationTest {

    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)?)(?:\\.\\w+)?`");

    private static final Pattern TEXT_FILE = Pattern.compile(".+\\.(java|yaml|yml|sql|jte|properties|xml|tsv|js|css)");
    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*(///|//|#|--)?\\s*");

    /// Such as docs/domain.md, or docs/domain.md, "Numbers" and "Addresses".
    private static final Pattern CITATION = Pattern.compile("docs/([\\w/-]+)\\.md((?:(?:,| and) \"[^\"]+\")*)");

    /// A link or an image within the repository, and its heading.
    private static final Pattern LINK =
            Pattern.compile("(?:\\]\\(|src=\")(?!https?:|mailto:)([^)\\s#\"]*)(?:#([^)\\s\"]+))?[)\"]");

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    @ParameterizedTest
    @ValueSource(strings = {"architecture.md", "message-path.md", "ticket-path.md", "decision-path.md"})
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

    @Test
    void everyCitedPageAndHeadingExists() throws IOException {
        List<MatchResult> citations = new ArrayList<>();
        for (String root : List.of("src/main", "src/test", "bot-scripts")) {
            for (Path file : SourceFiles.find(Path.of(root), "")
                    .filter(file -> TEXT_FILE.matcher(file.toString()).matches())
                    .filter(file -> SourceFiles.read(file).contains("docs/"))
                    .toList()) {
                String text = LINE_BREAK.matcher(SourceFiles.read(file)).replaceAll(" ");
                CITATION.matcher(text).results().forEach(citations::add);
            }
        }
        assertThat(citations).hasSizeGreaterThan(40);
        for (MatchResult citation : citations) {
            Path page = Path.of("docs", citation.group(1) + ".md");
            assertThat(page).exists();
            assertThat(headings(page))
                    .as(page.toString())
                    .containsAll(QUOTED.matcher(citation.group(2))
                            .results()
                            .map(heading -> heading.group(1))
                            .toList());
        }
    }

    @Test
    void everyLinkOfADocumentLeadsToAFileAndAHeading() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String root : List.of(".", "docs", "docs/adr", "bench")) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(root), "*.md")) {
                files.forEach(pages::add);
            }
        }
        int links = 0;
        for (Path page : pages) {
            for (MatchResult link :
                    LINK.matcher(Files.readString(page)).results().toList()) {
                Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
                assertThat(target).as(link.group() + " in " + page).exists();
                if (link.group(2) != null) {
                    assertThat(headings(target).stream().map(ArchitectureDocumentationTest::anchor))
                            .as(link.group() + " in " + page)
                            .contains(link.group(2));
                }
                links++;
            }
        }
        assertThat(links).isGreaterThan(200);
    }

    private static List<String> headings(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", ""))
                .toList();
    }

    /// Anchor that GitHub gives to a heading.
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{Alnum}_ -]", "")
                .replace(' ', '-');
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
