package pk.rahnuma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.cli.demo.DemoRegisterList;
import pk.rahnuma.cli.demo.DemoSize;
import pk.rahnuma.faq.ContentLoader;
import pk.rahnuma.http.file.CsvTableWriter;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.vault.MasterKeyset;

@OnEachDatabase
class RegisterCommandTest {

    private static final DemoSize SIZE = new DemoSize(42, 4, 661, 6, 13, 0, 0, 0);

    private final TestDatabase database;

    @TempDir
    Path folder;

    RegisterCommandTest(TestDatabase database) {
        this.database = database;
    }

    @AfterEach
    void deleteRows() {
        for (String table : List.of("organisation", "application", "line", "line_address", "search_term")) {
            database.sql().execute("delete from " + table);
        }
    }

    @Test
    void aMadeUpListIsPreviewedImportedAndFoundAgain() throws IOException {
        Path list = writeList("list.csv");
        assertThat(Files.readAllBytes(writeList("again.csv")))
                .as("the same for the same seed")
                .isEqualTo(Files.readAllBytes(list));
        assertThat(importList("authority", list, "--dry-run"))
                .contains("Nothing was changed")
                .contains("new              680")
                .contains("new holders       46");
        assertThat(countLines()).isZero();
        assertThat(importList("authority", list)).contains("Imported:").contains("new              680");
        assertThat(countLines()).isEqualTo(680);
        assertThat(importList("authority", list)).contains("unchanged        680");
        assertThat(countLines()).isEqualTo(680);
    }

    @Test
    void eachFindingIsALineWithoutAValue() throws IOException {
        Path list = Files.writeString(
                folder.resolve("faulty.csv"),
                "holder,kind,ntn,city,provider,addresses\n"
                        + "Indus,company,Z800001,Karachi,PTCL,nowhere\n".repeat(3)
                        + "Indus,company,Z800001,Karachi,PTCL,39.32.1.8\n");
        assertThat(importList("authority", list).lines())
                .hasSize(11)
                .anyMatch(line -> line.startsWith("row 4, addresses: error: "))
                .contains("  error              3", "  new                1")
                .noneMatch(line -> line.contains("nowhere"));
    }

    @Test
    void aListIsRefusedInAssistanceModeAndWithoutASourceOfAPastDay() throws IOException {
        Path list = writeList("list.csv");
        assertThat(importList("assistance", list))
                .startsWith("! register import: this desk keeps no register: it runs in assistance mode");
        assertThat(importList("authority", folder.resolve("missing.csv")))
                .contains("! register import: the file cannot");
        assertThat(run("authority", "import", list.toString(), "--source", "PTA", "--date", "2027-01-01"))
                .contains("--date is in the future");
        assertThat(run("authority", "import", list.toString(), "--source", " ", "--date", "2024-11-01"))
                .contains("--source is a name");
        assertThat(run("authority", "import", list.toString(), "--source", "PTA"))
                .contains("Missing required option");
        assertThat(countLines()).isZero();
    }

    @Test
    void anExampleHasTheSizeOfTheRegisterOf2024AndOverwritesNothing() throws IOException {
        Path example = folder.resolve("example.csv");
        assertThat(run("authority", "example", example.toString())).contains("Wrote 20,437 entries");
        List<String> rows = Files.readAllLines(example);
        assertThat(rows).hasSize(20_438);
        assertThat(rows.stream()
                        .filter(row -> row.contains(",company,"))
                        .map(RegisterCommandTest::holderOf)
                        .distinct())
                .hasSize(1_286);
        assertThat(rows.stream()
                        .filter(row -> row.contains(",freelancer,"))
                        .map(RegisterCommandTest::holderOf)
                        .distinct())
                .hasSize(136);
        assertThat(run("authority", "example", example.toString())).startsWith("! register example: cannot write");
    }

    private static String holderOf(String row) {
        return row.replaceFirst(".*,(holder[0-9]+)@.*", "$1");
    }

    private Path writeList(String name) throws IOException {
        Path file = folder.resolve(name);
        try (Writer text = Files.newBufferedWriter(file);
                CsvTableWriter table = new CsvTableWriter(text)) {
            new DemoRegisterList(table, 7).writeEntries(SIZE);
        }
        return file;
    }

    private String importList(String mode, Path list, String... more) {
        String[] arguments = {"import", list.toString(), "--source", "PTA list", "--date", "2024-11-01"};
        return run(
                mode,
                Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new));
    }

    private String run(String mode, String... arguments) {
        return CommandInvocation.runCommand(
                new RegisterCommand(work -> {
                    try (ApplicationContext context = openContext(mode)) {
                        return work.apply(context::getBean);
                    }
                }),
                arguments);
    }

    private ApplicationContext openContext(String mode) {
        return database.newContext()
                .properties(Map.of("rahnuma.mode", mode))
                .singletons(new ContentLoader(null))
                .beanDefinitions(
                        bean(MasterKeyset.class, database.keyset()),
                        bean(Clock.class, Clock.fixed(DomainFixture.MONDAY, ZoneOffset.UTC)))
                .start();
    }

    private static <T> RuntimeBeanDefinition<T> bean(Class<T> type, T value) {
        return RuntimeBeanDefinition.builder(type, () -> value)
                .scope(Singleton.class)
                .build();
    }

    private int countLines() {
        return database.sql().queryOne(Integer.class, "select count(*) from line");
    }
}
