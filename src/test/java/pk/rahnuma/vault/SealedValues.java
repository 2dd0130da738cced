package pk.rahnuma.vault;

import io.micronaut.context.BeanContext;
import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.TestServer;
import pk.rahnuma.TestSql;
import pk.rahnuma.vault.SealedColumnRepository.Row;

/// All sealed values of a database, for tests.
public final class SealedValues {

    private static final int PAGE_SIZE = 500;

    private SealedValues() {}

    /// All sealed columns.
    static List<SealedColumn> findColumns(BeanContext context) {
        return context.getBeansOfType(SealedColumnProvider.class).stream()
                .flatMap(owner -> owner.sealedColumns().stream())
                .toList();
    }

    /// Seals a value for a row that the test writes itself.
    ///
    /// @param column name of table and column, as in `message.body`
    /// @param key values of the key columns
    public static byte[] sealFor(TestServer server, String column, long subject, byte[] plain, long... key) {
        return findColumns(server.context()).stream()
                .filter(each -> each.toString().equals(column))
                .map(each -> server.getBean(SubjectEncryptionService.class).seal(each.placeAt(subject, key), plain))
                .findFirst()
                .orElseThrow();
    }

    /// Values that the key of their owner does not open, with their column and owner.
    public static List<String> findUnreadable(BeanContext context) {
        List<String> unreadable = new ArrayList<>();
        findColumns(context).forEach(column -> findUnreadable(context, column, unreadable));
        return unreadable;
    }

    private static void findUnreadable(BeanContext context, SealedColumn column, List<String> unreadable) {
        SealedColumnRepository rows = context.getBean(SealedColumnRepository.class);
        SubjectEncryptionService vault = context.getBean(SubjectEncryptionService.class);
        List<Long> subjects = context.getBean(TestSql.class)
                .queryList(
                        Long.class,
                        "select distinct " + column.subject() + " from " + column.table() + " t " + column.join()
                                + " where octet_length(t." + column.column() + ") > 0");
        for (long subject : subjects) {
            List<Row> page = rows.findOfSubject(column, subject, null, PAGE_SIZE);
            while (!page.isEmpty()) {
                for (Row row : page) {
                    try {
                        vault.open(column.placeAt(subject, row.key()), row.sealed());
                    } catch (RuntimeException e) {
                        unreadable.add(column + " of " + subject + ": " + e.getMessage());
                    }
                }
                page = rows.findOfSubject(column, subject, page.getLast().key(), PAGE_SIZE);
            }
        }
    }
}
