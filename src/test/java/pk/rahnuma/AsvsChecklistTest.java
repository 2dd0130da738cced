package pk.rahnuma;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Keeps `docs/asvs.md` true where a program can: the files and tests that it names exist, and its counts are right.
/// Whether a test proves a row is for reviewers to judge.
class AsvsChecklistTest {

    private static final Path PAGE = Path.of("docs/asvs.md");
    private static final Path TESTS = Path.of("src/test/java");
    /// Folders of files that the page may name.
    private static final List<Path> FOLDERS = List.of(
            Path.of("src/main/java/pk/rahnuma"), Path.of("src/main"), Path.of("src/main/resources"), Path.of(""));

    private static final int LEAST_WORDS = 3;
    private static final int MOST_WORDS = 10;
    private static final List<String> VERDICTS = List.of("holds", "holds in part", "does not hold", "does not apply");

    /// Number of requirements of ASVS 5.0.0 at levels 1 and 2, by chapter.
    private static final Map<Integer, Integer> REQUIREMENTS = Map.ofEntries(
            Map.entry(1, 27),
            Map.entry(2, 11),
            Map.entry(3, 19),
            Map.entry(4, 10),
            Map.entry(5, 9),
            Map.entry(6, 35),
            Map.entry(7, 18),
            Map.entry(8, 7),
            Map.entry(9, 7),
            Map.entry(10, 29),
            Map.entry(11, 14),
            Map.entry(12, 9),
            Map.entry(13, 13),
            Map.entry(14, 9),
            Map.entry(15, 13),
            Map.entry(16, 16),
            Map.entry(17, 7));

    private static final Pattern ROW = Pattern.compile("\\| (\\d+)\\.\\d+\\.\\d+ \\|.*");
    private static final Pattern TOTAL = Pattern.compile("\\| (?:\\[?V(\\d+)\\b.*?|all) \\|( \\d+ \\|){5}");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");
    private static final Pattern FILE = Pattern.compile("`([\\w./-]+\\.[a-z]+|Dockerfile)`");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(?:#([^)]+))?\\)");

    private static String page;
    private static List<Requirement> requirements;
    private static Map<String, String> tests;

    /// Row of a chapter's table.
    private record Requirement(int chapter, String id, String asked, String verdict, String evidence) {

        static Requirement of(int chapter, String row) {
            String[] cells = row.strip().split("\\s*\\|\\s*", -1);
            assertThat(cells).as(row).hasSize(6);
            return new Requirement(chapter, cells[1], cells[2], cells[3], cells[4]);
        }
    }

    @BeforeAll
    static void readPage() {
        page = SourceFiles.read(PAGE);
        requirements = page.lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> Requirement.of(Integer.parseInt(row.group(1)), row.group()))
                .toList();
        tests = SourceFiles.find(TESTS, "Test.java")
                .collect(Collectors.toMap(
                        file -> file.getFileName().toString().replace(".java", ""), SourceFiles::read, String::concat));
    }

    @Test
    void everyRequirementHasOneRow() {
        assertThat(requirements).extracting(Requirement::id).doesNotHaveDuplicates();
        Map<Integer, Long> rows =
                requirements.stream().collect(Collectors.groupingBy(Requirement::chapter, Collectors.counting()));
        rows.forEach((chapter, count) ->
                assertThat(count.intValue()).as("rows of chapter %d", chapter).isEqualTo(REQUIREMENTS.get(chapter)));
    }

    @Test
    void everyRowIsFilledIn() {
        assertThat(requirements)
                .filteredOn(row -> !VERDICTS.contains(row.verdict())
                        || row.evidence().isBlank()
                        || row.asked().split(" ").length < LEAST_WORDS
                        || row.asked().split(" ").length > MOST_WORDS)
                .extracting(Requirement::id)
                .as("a verdict of the four, three to ten words of what is asked, and some evidence")
                .isEmpty();
    }

    @Test
    void everyTrueRowNamesATestAFileOrAPage() {
        assertThat(requirements)
                .filteredOn(row -> row.verdict().equals("holds")
                        && Stream.of(TEST, FILE, LINK)
                                .noneMatch(
                                        shown -> shown.matcher(row.evidence()).find()))
                .extracting(Requirement::id)
                .isEmpty();
    }

    @Test
    void theSummaryCountsTheRowsOfEachChapter() {
        Map<Integer, List<Integer>> counted = new TreeMap<>();
        REQUIREMENTS.forEach((chapter, count) -> counted.put(chapter, counted(chapter, count)));
        counted.put(
                0,
                counted.values().stream()
                        .reduce((one, other) -> IntStream.range(0, one.size())
                                .mapToObj(i -> one.get(i) + other.get(i))
                                .toList())
                        .orElseThrow());
        Map<Integer, List<Integer>> told = new TreeMap<>();
        page.lines().map(TOTAL::matcher).filter(Matcher::matches).forEach(row -> {
            int chapter = row.group(1) == null ? 0 : Integer.parseInt(row.group(1));
            assertThat(told.put(chapter, numbers(row.group()))).as(row.group()).isNull();
        });
        assertThat(told).isEqualTo(counted);
    }

    /// Number of requirements of the chapter, and of each verdict. A chapter without rows does not apply.
    private static List<Integer> counted(int chapter, int count) {
        List<Requirement> rows =
                requirements.stream().filter(row -> row.chapter() == chapter).toList();
        List<Integer> all = new ArrayList<>(List.of(count));
        VERDICTS.forEach(verdict -> all.add(
                (int) rows.stream().filter(row -> row.verdict().equals(verdict)).count()));
        return rows.isEmpty() ? List.of(count, 0, 0, 0, count) : all;
    }

    private static List<Integer> numbers(String row) {
        String[] cells = row.strip().split("\\s*\\|\\s*", -1);
        return Arrays.stream(cells, 2, 7).map(Integer::valueOf).toList();
    }

    @Test
    void everyTestThatItNamesIsThere() {
        List<String> missing = new ArrayList<>();
        TEST.matcher(page).results().forEach(named -> {
            String source = tests.get(named.group(1));
            boolean method = named.group(2) == null || source != null && source.contains(" " + named.group(2) + "(");
            if (source == null || !method) {
                missing.add(named.group());
            }
        });
        assertThat(missing).as("no such test").isEmpty();
    }

    @Test
    void everyFileAndPageThatItNamesIsThere() {
        assertThat(FILE.matcher(page).results().map(named -> named.group(1)))
                .filteredOn(name -> FOLDERS.stream().noneMatch(folder -> Files.exists(folder.resolve(name))))
                .as("no such file")
                .isEmpty();
        assertThat(LINK.matcher(page).results())
                .filteredOn(link -> !leads(link))
                .extracting(MatchResult::group)
                .as("no such page or heading")
                .isEmpty();
    }

    private static boolean leads(MatchResult link) {
        Path to = link.group(1).isEmpty() ? PAGE : PAGE.resolveSibling(link.group(1));
        return Files.exists(to) && (link.group(2) == null || anchors(to).contains(link.group(2)));
    }

    /// Anchors of headings, as GitHub creates them.
    private static List<String> anchors(Path markdown) {
        return SourceFiles.read(markdown)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
