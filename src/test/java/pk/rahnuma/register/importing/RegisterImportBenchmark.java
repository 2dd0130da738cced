package pk.rahnuma.register.importing;

import static pk.rahnuma.registration.DomainFixture.MONDAY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.Supplier;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.cli.demo.DemoRegisterList;
import pk.rahnuma.cli.demo.DemoSize;
import pk.rahnuma.http.file.CsvTableWriter;
import pk.rahnuma.registration.record.ImportSource;
import pk.rahnuma.registration.record.KnownHolderService;
import pk.rahnuma.registration.record.LineImportService;
import pk.rahnuma.shared.OperatingMode;

/// The import of a list of the size of the register of mid-2024, on H2 in memory and on MariaDB: a dry run, the import,
/// and the same import again. Run by `bench/import.sh`.
public final class RegisterImportBenchmark {

    private static final LocalDate DAY = LocalDate.of(2024, 11, 1);

    private RegisterImportBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path file = Files.createTempFile("list", ".csv");
        try (CsvTableWriter table = new CsvTableWriter(Files.newBufferedWriter(file))) {
            new DemoRegisterList(table, 1).writeEntries(DemoSize.FULL_SIZE);
        }
        measure(file, TestDatabase::onH2);
        measure(file, TestDatabase::onMariaDb);
        Files.delete(file);
        System.exit(0);
    }

    private static void measure(Path file, Supplier<TestDatabase> opened) throws IOException {
        try (TestDatabase database = opened.get()) {
            RegisterImportService imports = new RegisterImportService(
                    OperatingMode.AUTHORITY,
                    database.transactions(),
                    database.getBean(KnownHolderService.class),
                    database.getBean(LineImportService.class));
            long begun = System.nanoTime();
            RegisterList list = database.getBean(RegisterListReader.class).readList(file, DAY);
            System.out.printf("%s: %,d rows of %,d bytes%n", database, list.rows(), Files.size(file));
            begun = printTime("read", begun);
            imports.previewImport(list, size -> {});
            begun = printTime("dry run", begun);
            ImportReport report = imports.importList(list, new ImportSource("list", DAY), MONDAY, size -> {});
            begun = printTime(
                    "%,d new of %,d holders".formatted(report.countRows(EntryOutcome.NEW), report.newHolders()), begun);
            ImportReport again = imports.importList(list, new ImportSource("list", DAY), MONDAY, size -> {});
            printTime("%,d unchanged".formatted(again.countRows(EntryOutcome.UNCHANGED)), begun);
        }
    }

    private static long printTime(String what, long begun) {
        System.out.printf(
                "  %-28s %6d ms%n",
                what, Duration.ofNanos(System.nanoTime() - begun).toMillis());
        return System.nanoTime();
    }
}
