package pk.rahnuma.register.importing;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import pk.rahnuma.registration.record.ImportSource;
import pk.rahnuma.registration.record.ImportedHolder;
import pk.rahnuma.registration.record.KnownHolderService;
import pk.rahnuma.registration.record.LineImportService;
import pk.rahnuma.shared.OperatingMode;

/// Imports a list of registrations. Each transaction stores some holders with all of their entries; a list whose import
/// was interrupted is imported again, which stores what is missing.
@Singleton
public final class RegisterImportService {

    /// Entries of a transaction, if no holder has more.
    static final int BATCH_SIZE = 200;

    private final OperatingMode mode;
    private final TransactionOperations<Connection> transactions;
    private final KnownHolderService holders;
    private final LineImportService lines;

    RegisterImportService(
            OperatingMode mode,
            TransactionOperations<Connection> transactions,
            KnownHolderService holders,
            LineImportService lines) {
        this.mode = mode;
        this.transactions = transactions;
        this.holders = holders;
        this.lines = lines;
    }

    /// Checks that this desk is a register.
    ///
    /// @throws RegisterListException in assistance mode
    public void requireRegister() {
        if (mode != OperatingMode.AUTHORITY) {
            throw new RegisterListException(
                    "this desk keeps no register: it runs in assistance mode, where the authority"
                            + " decides elsewhere (RAHNUMA_MODE=authority)");
        }
    }

    /// Compares a list with the register; changes nothing.
    ///
    /// @param progress receives the number of entries after each batch
    /// @throws RegisterListException in assistance mode
    public ImportReport previewImport(RegisterList list, IntConsumer progress) {
        return processList(
                list, batch -> transactions.executeRead(status -> planBatch(batch, findKnown(batch))), progress);
    }

    /// Imports a list.
    ///
    /// @param progress receives the number of entries after each batch; these are stored
    /// @throws RegisterListException in assistance mode
    public ImportReport importList(RegisterList list, ImportSource source, Instant now, IntConsumer progress) {
        return processList(
                list, batch -> transactions.executeWrite(status -> storeBatch(batch, source, now)), progress);
    }

    private ImportReport processList(
            RegisterList list, Function<List<List<ListedEntry>>, List<HolderPlan>> step, IntConsumer progress) {
        requireRegister();
        HolderEntries entries = new HolderEntries(list.entries());
        ImportReport report = new ImportReport(list.findings());
        report.addFindings(entries.findings());
        for (List<List<ListedEntry>> batch : entries.toBatches(BATCH_SIZE)) {
            step.apply(batch).forEach(report::addPlan);
            progress.accept(batch.stream().mapToInt(List::size).sum());
        }
        return report;
    }

    private List<HolderPlan> storeBatch(List<List<ListedEntry>> batch, ImportSource source, Instant now) {
        List<List<Long>> known = findKnown(batch);
        holders.lockOrganisations(
                known.stream().flatMap(Collection::stream).distinct().toList());
        List<HolderPlan> plans = planBatch(batch, known);
        lines.insertLines(
                plans.stream()
                        .filter(plan -> !plan.added().isEmpty())
                        .map(plan -> new ImportedHolder(
                                plan.organisation(),
                                plan.added().getFirst().holder(),
                                plan.added().stream().map(ListedEntry::line).toList()))
                        .toList(),
                source,
                now);
        plans.forEach(plan -> lines.changeLines(plan.changed(), source, now));
        return plans;
    }

    /// Organisations with the numbers of each holder.
    private List<List<Long>> findKnown(List<List<ListedEntry>> batch) {
        return batch.stream()
                .map(entries -> entries.stream()
                        .collect(Collectors.toMap(
                                entry -> KnownHolderService.numbersOf(entry.holder()),
                                ListedEntry::holder,
                                (first, same) -> first))
                        .values()
                        .stream()
                        .flatMap(holder -> holders.findOrganisations(holder).stream())
                        .distinct()
                        .toList())
                .toList();
    }

    /// @param known organisations with the numbers of each holder
    private List<HolderPlan> planBatch(List<List<ListedEntry>> batch, List<List<Long>> known) {
        Map<String, Set<Long>> taken = holders.findHolders(batch.stream()
                .flatMap(Collection::stream)
                .flatMap(entry -> entry.line().answers().singleAddresses().stream())
                .collect(Collectors.toSet()));
        List<HolderPlan> plans = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            List<Long> ids = known.get(i);
            plans.add(
                    ids.size() > 1
                            ? HolderPlan.ofAmbiguousHolder(batch.get(i))
                            : new HolderPlan(
                                    batch.get(i), ids.isEmpty() ? null : holders.readHolder(ids.getFirst()), taken));
        }
        return plans;
    }
}
