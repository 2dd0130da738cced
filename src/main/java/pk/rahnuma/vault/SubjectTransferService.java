package pk.rahnuma.vault;

import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.vault.SealedColumnRepository.Row;

/// Seals the values of a subject for another one, whose rows they become in the same transaction. A value is always
/// sealed under the key of the subject that owns its row, so that each node can read it at any time.
@Singleton
public final class SubjectTransferService {

    private static final int BATCH_SIZE = 200;

    private final SubjectEncryptionService vault;
    private final SealedColumnRepository rows;
    private final List<SealedColumn> columns;

    SubjectTransferService(
            SubjectEncryptionService vault, SealedColumnRepository rows, List<SealedColumnProvider> owners) {
        this.vault = vault;
        this.rows = rows;
        this.columns = owners.stream()
                .flatMap(owner -> owner.sealedColumns().stream())
                .filter(column -> !column.isKeyedBySubject())
                .toList();
    }

    /// Seals all values of a subject, with a page in memory at a time, except those whose key contains the subject: the
    /// owners of these tables seal them with their new key. The caller holds the lock of the subject, and makes the
    /// rows those of the other one in the same transaction.
    ///
    /// @throws pk.rahnuma.vault.SubjectErasedException when one of them has no key
    public void resealValues(long from, long to) {
        SubjectKeyRing keys = vault.openKeys(List.of(from, to));
        columns.forEach(column -> resealValues(column, from, to, keys));
    }

    private void resealValues(SealedColumn column, long from, long to, SubjectKeyRing keys) {
        List<Row> page = rows.findOfSubject(column, from, null, BATCH_SIZE);
        while (!page.isEmpty()) {
            for (Row row : page) {
                byte[] plain = keys.open(column.placeAt(from, row.key()), row.sealed());
                if (rows.replaceValue(column, row, keys.seal(column.placeAt(to, row.key()), plain)) == 0) {
                    throw new IllegalStateException("a value of " + column + " was changed while its subject was");
                }
            }
            byte[] last = page.getLast().key();
            page = page.size() < BATCH_SIZE ? List.of() : rows.findOfSubject(column, from, last, BATCH_SIZE);
        }
    }
}
