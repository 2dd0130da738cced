package pk.rahnuma.register.importing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.registration.record.KnownHolderService;

/// Entries of a list by their holder, whatever their order in the file: a holder is stored in one transaction.
final class HolderEntries {

    private final Map<String, List<ListedEntry>> byNumber = new HashMap<>();
    private final Set<String> addresses = new HashSet<>();
    private final List<ImportFinding> findings = new ArrayList<>();
    private final List<List<ListedEntry>> holders = new ArrayList<>();

    HolderEntries(List<ListedEntry> entries) {
        entries.forEach(this::addEntry);
    }

    /// Batches of holders, each with all of its entries.
    ///
    /// @param size maximum entries of a batch, if no holder has more
    List<List<List<ListedEntry>>> toBatches(int size) {
        List<List<List<ListedEntry>>> batches = new ArrayList<>();
        int left = 0;
        for (List<ListedEntry> holder : holders) {
            if (holder.size() > left) {
                batches.add(new ArrayList<>());
                left = size;
            }
            batches.getLast().add(holder);
            left -= holder.size();
        }
        return batches;
    }

    /// Findings of entries that belong to no holder: duplicates within the file, and numbers of two holders.
    List<ImportFinding> findings() {
        return findings;
    }

    private void addEntry(ListedEntry entry) {
        List<String> numbers = KnownHolderService.numbersOf(entry.holder());
        Set<List<ListedEntry>> known = numbers.stream()
                .filter(byNumber::containsKey)
                .map(byNumber::get)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> own = entry.line().answers().singleAddresses();
        if (known.size() > 1) {
            findings.add(ImportFinding.ofRow(
                    entry, EntryOutcome.ERROR, "the numbers of the holder are those of two holders of earlier rows"));
        } else if (own.stream().anyMatch(addresses::contains)) {
            findings.add(ImportFinding.ofRow(entry, EntryOutcome.DUPLICATE, "an address is in an earlier row"));
        } else {
            addresses.addAll(own);
            List<ListedEntry> holder = known.stream().findFirst().orElseGet(this::addHolder);
            holder.add(entry);
            numbers.forEach(number -> byNumber.put(number, holder));
        }
    }

    private List<ListedEntry> addHolder() {
        List<ListedEntry> holder = new ArrayList<>();
        holders.add(holder);
        return holder;
    }
}
