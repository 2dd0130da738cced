package pk.rahnuma.vault;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.persistence.JdbcExecutor;

/// Table `subject`: one random key per subject, wrapped by the master keyset.
final class SubjectKeyRepository {

    /// System subject. Its key is bound to both keys of the keyset, so that it opens with these alone.
    static final long SYSTEM_SUBJECT = 0;

    private static final int KEY_BYTES = 32;

    private final Jdbi jdbi;
    private final MasterKeyset keyset;
    private final SecureRandom random = new SecureRandom();

    SubjectKeyRepository(Jdbi jdbi, MasterKeyset keyset) {
        this.jdbi = jdbi;
        this.keyset = keyset;
    }

    /// Inserts keys; existing ones, including erased ones, stay as they are.
    void insertKeys(Collection<Long> subjects) {
        JdbcExecutor.withConnection(jdbi, connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert ignore into subject (id, wrapped_key) values (?, ?)
                    """)) {
                for (long subject : new TreeSet<>(subjects)) {
                    insert.setLong(1, subject);
                    insert.setBytes(2, freshKey(subject));
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        });
    }

    /// Keys of the subjects that have one, unwrapped; one query.
    Map<Long, byte[]> findWrappedKeys(Collection<Long> subjects) {
        return JdbcExecutor.withConnection(jdbi, connection -> {
            Map<Long, byte[]> keys = HashMap.newHashMap(subjects.size());
            try (PreparedStatement select =
                    connection.prepareStatement("""
                    select id, wrapped_key from subject where wrapped_key is not null and id in (%s)
                    """.formatted(JdbcExecutor.placeholders(subjects.size())))) {
                JdbcExecutor.bindKeys(select, 1, subjects);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        keys.put(rows.getLong(1), unwrap(rows.getLong(1), rows.getBytes(2)));
                    }
                }
            }
            return keys;
        });
    }

    /// Wraps the keys of some subjects under the newest wrapping key, in one transaction.
    ///
    /// @param after only subjects with a greater id; less than [#SYSTEM_SUBJECT] for the start
    /// @return the greatest id processed; empty when none is left
    OptionalLong rewrapKeys(long after, int limit) {
        return jdbi.inTransaction(handle -> JdbcExecutor.withConnection(jdbi, connection -> {
            OptionalLong last = OptionalLong.empty();
            try (PreparedStatement select = connection.prepareStatement("""
                            select id, wrapped_key from subject where id > ? and wrapped_key is not null
                            order by id limit ? for update
                            """);
                    PreparedStatement update =
                            connection.prepareStatement("update subject set wrapped_key = ? where id = ?")) {
                select.setLong(1, after);
                select.setInt(2, limit);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        long subject = rows.getLong(1);
                        last = OptionalLong.of(subject);
                        if (!keyset.isWrappedByNewest(rows.getBytes(2))) {
                            update.setBytes(1, wrap(subject, unwrap(subject, rows.getBytes(2))));
                            update.setLong(2, subject);
                            update.addBatch();
                        }
                    }
                }
                update.executeBatch();
            }
            return last;
        }));
    }

    void destroyKey(long subject) {
        jdbi.useHandle(handle -> handle.execute("update subject set wrapped_key = null where id = ?", subject));
    }

    void deleteKeys(Collection<Long> subjects) {
        if (subjects.isEmpty()) {
            return;
        }
        JdbcExecutor.withConnection(jdbi, connection -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    "delete from subject where id in (%s)".formatted(JdbcExecutor.placeholders(subjects.size())))) {
                JdbcExecutor.bindKeys(delete, 1, subjects);
                return delete.executeUpdate();
            }
        });
    }

    private byte[] freshKey(long subject) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return wrap(subject, key);
    }

    private byte[] wrap(long subject, byte[] key) {
        try {
            return keyset.wrapKey(key, context(subject));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot wrap the key of subject " + subject, e);
        }
    }

    private byte[] unwrap(long subject, byte[] wrapped) {
        try {
            return keyset.unwrapKey(wrapped, context(subject));
        } catch (GeneralSecurityException e) {
            throw new WrongKeysetException(subject, e);
        }
    }

    private byte[] context(long subject) {
        byte[] context = SubjectKeyRing.associatedData("subject", subject);
        return subject == SYSTEM_SUBJECT ? keyset.computeHash(context) : context;
    }
}
