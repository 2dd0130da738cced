package pk.rahnuma;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.naming.NameUtils;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Compares `docs/limits.md` with the code.
class LimitsDocumentationTest {

    private static final Path SOURCES = Path.of("src/main/java/pk/rahnuma");
    private static final Pattern ROW = Pattern.compile("^\\| .* \\| ([^|]+) \\| `([\\w.]+)\\.(\\w+)` \\|.*\\|$");
    private static final Pattern NAMED = Pattern.compile("`((?:[a-z]+\\.)+[A-Z]\\w+)");

    /// Fields that can grow: concurrent types, or any collection in an object that lives as long as the desk.
    private static final Pattern SHARED = Pattern.compile(
            "^    (?:private|static|final|protected|public).*(?:Caffeine\\.newBuilder|new (?:Linked|Array|Priority)Blocking\\w+"
                    + "|new ConcurrentHashMap|new ConcurrentLinked\\w+|new CopyOnWrite\\w+|ConcurrentHashMap\\.newKeySet)"
                    + "|^ +Caffeine\\.newBuilder|return Caffeine\\.newBuilder");

    private static final Pattern GROWS = Pattern.compile(
            "^    private .* = new (?:HashMap|HashSet|ArrayList|ArrayDeque|TreeMap|TreeSet|LinkedHashMap|LinkedHashSet|EnumMap)<");

    private static String table() {
        return SourceFiles.read(Path.of("docs/limits.md"));
    }

    @TestFactory
    Stream<DynamicTest> everyNumberIsThatOfTheCode() {
        List<Matcher> rows =
                table().lines().map(ROW::matcher).filter(Matcher::matches).toList();
        assertThat(rows).hasSizeGreaterThan(50);
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.group(2) + "." + row.group(3),
                        () -> assertThat(value(row.group(2), row.group(3)))
                                .isEqualTo(row.group(1).strip())));
    }

    /// Value as the table writes it.
    private static String value(String name, String member) throws ReflectiveOperationException {
        Class<?> type = Class.forName("pk.rahnuma." + name);
        ConfigurationProperties settings = type.getAnnotation(ConfigurationProperties.class);
        if (settings != null) {
            String value = DefaultConfiguration.defaultOf(settings.value() + "." + NameUtils.hyphenate(member));
            return value.replaceAll("(\\d)([a-z]+)$", "$1 $2");
        }
        Field field = type.getDeclaredField(member);
        field.setAccessible(true);
        Object value = field.get(null);
        return value instanceof Duration time ? time.toSeconds() + " s" : value.toString();
    }

    @Test
    void everyClassThatHoldsThingsForLongIsInTheTable() throws IOException {
        List<String> named =
                NAMED.matcher(table()).results().map(found -> found.group(1)).toList();
        List<String> holders = SourceFiles.find(SOURCES, ".java")
                .filter(LimitsDocumentationTest::holds)
                .map(LimitsDocumentationTest::name)
                .filter(name -> !name.startsWith("cli.")
                        && !name.startsWith("startup.")
                        && !name.startsWith("dialog.")
                        && !name.startsWith("shared."))
                .sorted()
                .toList();
        assertThat(holders)
                .as("found in the sources")
                .contains(
                        "http.limit.ClientRateLimit",
                        "telegram.send.BotApiConnectionPool",
                        "vault.SubjectEncryptionService");
        assertThat(named).as("named in docs/limits.md").containsAll(holders);
    }

    /// Strings and text blocks of a source.
    static final Pattern STRING_LITERAL =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);

    /// Statements that read rows: neither changes nor single values.
    private static final Pattern READS = Pattern.compile("^\\s*\\(?select (?!count|coalesce|max|min|sum)");

    /// Limits in the method that contains the statement.
    private static final Pattern BOUNDED =
            Pattern.compile("\\blimit\\b|setMaxRows|\\.one\\(\\)|findOne|if \\(!?rows\\.next|rows\\.next\\(\\) \\?");

    @Test
    void everyQueryHasALimitOrIsInTheTable() throws IOException {
        List<String> named =
                NAMED.matcher(table()).results().map(found -> found.group(1)).toList();
        List<String> readers = SourceFiles.find(SOURCES, ".java")
                .filter(file -> readsWithoutLimit(SourceFiles.read(file)))
                .map(LimitsDocumentationTest::name)
                .filter(name -> !name.startsWith("cli.") && !name.startsWith("startup."))
                .sorted()
                .toList();
        assertThat(readers)
                .as("found in the sources")
                .contains("vault.SubjectKeyRepository", "cluster.ClusterNodeRepository");
        assertThat(named).as("named in docs/limits.md").containsAll(readers);
    }

    /// Methods of repositories that read several rows, with their query if they have one.
    private static final Pattern REPOSITORY_LIST =
            Pattern.compile("(?:@Query\\([^;]*?)?\\b(?:List|Set|Stream)<[^;{=()]*\\([^;{]*\\);");

    private static final Pattern BOUNDED_LIST = Pattern.compile("\\blimit\\b|\\bPageable\\b|\\bfindTop\\d+");

    private static boolean readsWithoutLimit(String source) {
        if (source.contains("@JdbcRepository(")) {
            return REPOSITORY_LIST
                    .matcher(source)
                    .results()
                    .anyMatch(method -> !BOUNDED_LIST.matcher(method.group()).find());
        }
        return STRING_LITERAL.matcher(source).results().anyMatch(text -> {
            String sql = text.group(1) == null ? text.group(2) : text.group(1);
            int end = source.indexOf("\n    }\n", text.end());
            return READS.matcher(sql).find()
                    && !BOUNDED.matcher(source.substring(text.start(), end < 0 ? source.length() : end))
                            .find();
        });
    }

    @Test
    void everyClassInTheTableIsThere() {
        assertThat(NAMED.matcher(table()).results().map(found -> found.group(1)).distinct())
                .allSatisfy(
                        name -> assertThat(Class.forName("pk.rahnuma." + name)).isNotNull());
    }

    private static boolean holds(Path file) {
        List<String> lines = SourceFiles.read(file).lines().toList();
        boolean lives = lines.contains("@Singleton") || name(file).equals("telegram.send.BotApiConnectionPool");
        return lines.stream()
                .anyMatch(line -> SHARED.matcher(line).find()
                        || lives && GROWS.matcher(line).find());
    }

    private static String name(Path file) {
        return SOURCES.relativize(file).toString().replace(".java", "").replace('/', '.');
    }
}
