package pk.rahnuma.register.importing;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.record.ImportedLine;
import pk.rahnuma.registration.record.KnownHolder;
import pk.rahnuma.registration.record.LineContent;

/// Plan for the entries of one holder. An entry is that line of the holder with which it has an address in
/// common, or else the authority's reference. A line that has ended here, or waits for a decision, stays as it is.
final class HolderPlan {

    @Nullable
    private final KnownHolder known;

    private final Map<String, Set<Long>> takenAddresses;
    private final List<LineContent> lines;
    private final Set<Long> matchedLines = new HashSet<>();
    private final List<ListedEntry> added = new ArrayList<>();
    private final Map<Line, ImportedLine> changed = new LinkedHashMap<>();
    private final List<ImportFinding> findings = new ArrayList<>();
    private int unchanged;

    /// Makes a plan.
    ///
    /// @param known what the register has of the holder; null when it has nothing
    /// @param takenAddresses holders of registered lines, by their addresses
    HolderPlan(List<ListedEntry> entries, @Nullable KnownHolder known, Map<String, Set<Long>> takenAddresses) {
        this.known = known;
        this.takenAddresses = takenAddresses;
        // A line that has ended comes after one that has its addresses now.
        this.lines = known == null
                ? List.of()
                : known.lines().stream()
                        .sorted(Comparator.comparing(line -> !isInForce(line)))
                        .toList();
        Map<String, LineContent> byAddress = new HashMap<>();
        lines.forEach(line -> line.answers().singleAddresses().forEach(each -> byAddress.putIfAbsent(each, line)));
        List<ListedEntry> unmatched = matchLines(entries, entry -> findByAddress(entry, byAddress));
        matchLines(unmatched, this::findByReference).forEach(this::addEntry);
    }

    /// A plan that leaves out all entries, because their numbers belong to several organisations.
    static HolderPlan ofAmbiguousHolder(List<ListedEntry> entries) {
        HolderPlan plan = new HolderPlan(List.of(), null, Map.of());
        entries.forEach(entry -> plan.findings.add(ImportFinding.ofRow(
                entry, EntryOutcome.ERROR, "the numbers of the holder are those of two organisations")));
        return plan;
    }

    boolean isNewHolder() {
        return known == null && !added.isEmpty();
    }

    /// Id of the organisation; 0 when the desk does not know it yet.
    long organisation() {
        return known == null ? 0 : known.organisation();
    }

    /// Entries that become lines.
    List<ListedEntry> added() {
        return added;
    }

    /// Lines that change, with what the list has of them.
    Map<Line, ImportedLine> changed() {
        return changed;
    }

    /// Findings of the entries that are neither added nor unchanged, one for each.
    List<ImportFinding> findings() {
        return findings;
    }

    int unchanged() {
        return unchanged;
    }

    /// Compares entries with the lines that they are.
    ///
    /// @return entries that are no line of the register
    private List<ListedEntry> matchLines(
            List<ListedEntry> entries, Function<ListedEntry, Optional<LineContent>> finder) {
        List<ListedEntry> unmatched = new ArrayList<>();
        for (ListedEntry entry : entries) {
            finder.apply(entry).ifPresentOrElse(line -> compareEntry(entry, line), () -> unmatched.add(entry));
        }
        return unmatched;
    }

    private Optional<LineContent> findByAddress(ListedEntry entry, Map<String, LineContent> byAddress) {
        return entry.line().answers().singleAddresses().stream()
                .map(byAddress::get)
                .filter(line -> line != null && !isMatched(line))
                .findFirst();
    }

    private Optional<LineContent> findByReference(ListedEntry entry) {
        String reference = entry.line().authorityReference();
        return reference == null
                ? Optional.empty()
                : lines.stream()
                        .filter(line -> reference.equals(line.line().authorityReference()) && !isMatched(line))
                        .findFirst();
    }

    private boolean isMatched(LineContent line) {
        return matchedLines.contains(line.line().id());
    }

    /// True for a registration, also while it is paused or suspended.
    private static boolean isInForce(LineContent content) {
        LineStatus status = content.line().status();
        return status.isLive() && !status.isUndecided();
    }

    private void compareEntry(ListedEntry entry, LineContent line) {
        matchedLines.add(line.line().id());
        List<String> differences = isInForce(line) ? entry.line().findDifferences(line) : List.of("status");
        if (differences.isEmpty()) {
            unchanged++;
        } else if (line.line().status() != LineStatus.ACTIVE || !known.isFromListsAlone()) {
            addFinding(entry, EntryOutcome.CONFLICT, "the register keeps its own", differences);
        } else if (isTaken(entry, line)) {
            addDuplicate(entry);
        } else {
            changed.put(line.line(), entry.line());
            addFinding(entry, EntryOutcome.CHANGED, "the register differs:", differences);
        }
    }

    private void addEntry(ListedEntry entry) {
        if (isTaken(entry, null)) {
            addDuplicate(entry);
        } else {
            added.add(entry);
        }
    }

    /// True when an address belongs to another line than this one.
    private boolean isTaken(ListedEntry entry, @Nullable LineContent own) {
        Set<String> addresses = new HashSet<>(entry.line().answers().singleAddresses());
        if (own != null) {
            addresses.removeAll(own.answers().singleAddresses());
        }
        return addresses.stream()
                .anyMatch(address ->
                        !takenAddresses.getOrDefault(address, Set.of()).isEmpty());
    }

    private void addDuplicate(ListedEntry entry) {
        findings.add(ImportFinding.ofRow(entry, EntryOutcome.DUPLICATE, "an address is registered for another line"));
    }

    private void addFinding(ListedEntry entry, EntryOutcome outcome, String text, List<String> names) {
        findings.add(ImportFinding.ofRow(entry, outcome, text + " " + String.join(", ", names)));
    }
}
