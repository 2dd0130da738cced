package pk.rahnuma.vault.column;

import io.micronaut.context.BeanContext;
import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.TestServer;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;
import pk.rahnuma.vault.column.SealedColumnRepository.Row;

/// All sealed values of a database, for tests.
public final class SealedValues {

    private static final int PAGE_SIZE = 500;

    private SealedValues() {}

    /// Seals a value for a row that the test writes itself.
    ///
    /// @param column name of table and column, as in `message.body`
    /// @param key values of the key columns
    public static byte[] sealFor(TestServer server, String column, long subject, byte[] plain, long... key) {
        return server.getBean(SealedColumnService.class).columns().stream()
                .filter(each -> each.toString().equals(column))
                .map(each -> server.getBean(SubjectEncryptionService.class).seal(each.placeAt(subject, key), plain))
                .findFirst()
                .orElseThrow();
    }

    /// Values that the key of their owner does not open, with their column and owner.
    public static List<String> findUnreadable(BeanContext context) {
        List<String> unreadable = new ArrayList<>();
        for (SealedColumn column : context.getBean(SealedColumnService.class).columns()) {
            findUnreadable(context, column, unreadable);
        }
        return unreadable;
    }

    private static void findUnreadable(BeanContext context, SealedColumn column, List<String> unreadable) {
        SealedColumnRepository rows = context.getBean(SealedColumnRepository.class);
        SubjectEncryptionService vault = context.getBean(SubjectEncryptionService.class);
        List<Row> page = rows.findAfter(column, null, PAGE_SIZE);
        while (!page.isEmpty()) {
            SubjectKeyRing keys =
                    vault.openKeys(page.stream().map(Row::subject).distinct().toList());
            for (Row row : page) {
                try {
                    keys.open(column.placeAt(row.subject(), row.key()), row.sealed());
                } catch (RuntimeException e) {
                    unreadable.add(column + " of " + row.subject() + ": " + e.getMessage());
                }
            }
            page = rows.findAfter(column, page.getLast().key(), PAGE_SIZE);
        }
    }
}
