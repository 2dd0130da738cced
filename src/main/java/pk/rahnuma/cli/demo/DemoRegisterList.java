package pk.rahnuma.cli.demo;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import pk.rahnuma.http.file.TableWriter;
import pk.rahnuma.register.importing.ListColumn;

/// A made-up list of registrations, to try their import: of the size of the register of mid-2024, the same for the same
/// seed. Numbers and addresses are from the ranges that [DemoPeople] has, but none of those that it uses.
public final class DemoRegisterList {

    private static final int ADDRESSES_PER_SUBNET = 250;
    private static final int ADDRESSES_PER_NETWORK = 62_500;
    private static final LocalDate FIRST_DAY = LocalDate.of(2020, 9, 1);
    private static final int DAYS = 1_380;
    private static final LocalDate LAST_DAY = LocalDate.of(2031, 12, 31);

    private final DemoContent content = DemoContent.load();
    private final DemoRandom random;
    private final TableWriter table;
    private int holders;
    private int entries;

    /// @param seed of all random choices
    public DemoRegisterList(TableWriter table, long seed) {
        this.table = table;
        this.random = new DemoRandom(new Random(seed), null);
    }

    /// Writes the list.
    ///
    /// @param size of which the holders and their lines count
    /// @return number of entries
    public int writeEntries(DemoSize size) throws IOException {
        table.writeRow(
                List.of(ListColumn.values()).stream().map(ListColumn::toHeading).toList());
        for (int lines : random.splitIntoParts(size.companies(), size.companyLines() + size.associationLines())) {
            int number = ++holders;
            String name = content.nameCompany(number) + " (Private) Limited";
            writeHolder(name, "company", "Z%06d".formatted(800_000 + number), "", lines);
        }
        for (int lines : random.splitIntoParts(size.freelancers(), size.freelancerLines())) {
            int number = ++holders;
            String name = random.pickOne(content.firstNames()) + " " + random.pickOne(content.lastNames());
            writeHolder(name, "freelancer", "", "69%010d%d".formatted(8_000_000_000L + number, 1 + number % 9), lines);
        }
        return entries;
    }

    private void writeHolder(String name, String kind, String ntn, String cnic, int lines) throws IOException {
        String city = random.pickOne(List.copyOf(content.provinces().keySet()));
        String town = city.substring(0, 1).toUpperCase(Locale.ROOT) + city.substring(1);
        for (int line = 1; line <= lines; line++) {
            int entry = entries++;
            table.writeRow(List.of(
                    name,
                    kind,
                    ntn,
                    ntn.isEmpty() ? "" : "%07d".formatted(9_800_000 + holders),
                    cnic,
                    "holder%d@demo.example".formatted(holders),
                    "039%08d".formatted(50_000_000 + holders),
                    town,
                    lines == 1 ? "" : town + ", office " + line,
                    random.pickOne(content.providers()),
                    "25." + (128 + entry / ADDRESSES_PER_NETWORK) + "."
                            + entry / ADDRESSES_PER_SUBNET % ADDRESSES_PER_SUBNET + "."
                            + (1 + entry % ADDRESSES_PER_SUBNET),
                    FIRST_DAY.plusDays(random.nextInt(DAYS)).toString(),
                    random.nextBoolean(0.2) ? LAST_DAY.toString() : "",
                    "LIST-%06d".formatted(entries)));
        }
    }
}
