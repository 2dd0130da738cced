package load;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Fills the desk's database with copies of conversations that the desk itself has written, under new ids. Sealed
/// values of a copy cannot be opened, and nothing opens them.
final class ConversationCopier {

    private static final int MAX_TEMPLATES = 1000;
    private static final int BATCH_SIZE = 50;

    private static final List<String> TABLES = List.of("subject", "conversation", "chat", "seen", "message");
    /// Tables whose own id is the person's.
    private static final Set<String> PERSON_TABLES = Set.of("subject", "conversation");

    /// Columns with ids of persons and chats, which a copy replaces.
    private static final Set<String> NUMBER_COLUMNS = Set.of("id", "conversation_id", "chat_id", "last_chat");

    private final BenchmarkDatabase database;
    private final String schema;

    ConversationCopier(BenchmarkDatabase database, String schema) {
        this.database = database;
        this.schema = schema;
    }

    long countConversations() {
        return database.queryNumber("select count(*) from " + schema + ".conversation");
    }

    /// Copies the first thousand conversations until there are so many.
    void copyUpTo(long most) {
        query("create table templates as select id from conversation order by created_at, id limit " + MAX_TEMPLATES
                + "; alter table templates add primary key (id)");
        long copies = (most - countConversations()) / MAX_TEMPLATES;
        for (long from = 1; from <= copies; from += BATCH_SIZE) {
            String numbers = "seq_" + from + "_to_" + Math.min(copies, from + BATCH_SIZE - 1) + " s";
            for (String table : TABLES) {
                copy(table, numbers);
            }
        }
        query("drop table templates; analyze table subject, conversation, chat, seen, message");
    }

    private void copy(String table, String numbers) {
        String owner = PERSON_TABLES.contains(table) ? "id" : "conversation_id";
        String columns = database.query("select column_name from information_schema.columns where table_schema = '"
                        + schema + "' and table_name = '" + table + "' order by ordinal_position")
                .lines()
                .map(ConversationCopier::copied)
                .collect(Collectors.joining(", "));
        query("insert into " + table + " select " + columns + " from templates t join " + table + " x on x." + owner
                + " = t.id cross join " + numbers + " order by x." + owner + ", s.seq");
    }

    private static String copied(String column) {
        if (NUMBER_COLUMNS.contains(column)) {
            return "x." + column + " + s.seq";
        }
        return column.equals("address_hash") ? "unhex(sha2(concat(hex(x.address_hash), s.seq), 256))" : "x." + column;
    }

    private void query(String sql) {
        database.query("use " + schema + "; set innodb_lock_wait_timeout = 100; " + sql);
    }

    double databaseMegabytes() {
        return database.queryNumber(
                "select coalesce(sum(data_length + index_length), 0) div 1048576 from information_schema.tables"
                        + " where table_schema = '" + schema + "'");
    }
}
