package pk.rahnuma.register.importing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Outcomes of the rows of a list, as they are or, of a dry run, would be.
public final class ImportReport {

    private final Map<EntryOutcome, Integer> counts = new EnumMap<>(EntryOutcome.class);
    private final List<ImportFinding> findings = new ArrayList<>();
    private int holders;

    /// @param errors of rows that could not be read; a row may have several
    ImportReport(List<ImportFinding> errors) {
        Set<Integer> rows = new HashSet<>();
        errors.forEach(finding -> rows.add(finding.row()));
        count(EntryOutcome.ERROR, rows.size());
        findings.addAll(errors);
    }

    /// Adds findings about one row each.
    void addFindings(List<ImportFinding> added) {
        added.forEach(finding -> count(finding.outcome(), 1));
        findings.addAll(added);
    }

    void addPlan(HolderPlan plan) {
        count(EntryOutcome.NEW, plan.added().size());
        count(EntryOutcome.UNCHANGED, plan.unchanged());
        addFindings(plan.findings());
        holders += plan.isNewHolder() ? 1 : 0;
    }

    private void count(EntryOutcome outcome, int rows) {
        counts.merge(outcome, rows, Integer::sum);
    }

    /// Number of rows.
    public int countRows(EntryOutcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    /// Number of holders that are new to the desk.
    public int newHolders() {
        return holders;
    }

    /// Findings of all rows that are neither new nor unchanged, by row.
    public List<ImportFinding> findings() {
        return findings.stream()
                .sorted(Comparator.comparingInt(ImportFinding::row))
                .toList();
    }

    /// True when each row is in the register, or would be.
    public boolean isComplete() {
        return countRows(EntryOutcome.ERROR) + countRows(EntryOutcome.DUPLICATE) + countRows(EntryOutcome.CONFLICT)
                == 0;
    }
}
