package pk.rahnuma.ticket.agent;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Answers that are at hand, each in three languages. `{number}` and `{reference}` in them are filled in; nothing else
/// is known for sure.
@Singleton
public final class CannedReplyRepository {

    /// Characters of a text.
    public static final int MAX_TEXT_LENGTH = 2000;

    private static final int MAX_NAME_LENGTH = 80;
    private static final Set<String> KNOWN_PLACEHOLDERS = Set.of("number", "reference");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    /// Prepared replies that are listed, by name.
    static final int MAX_REPLIES = 500;

    private final Jdbi jdbi;

    public CannedReplyRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param name by which staff find it
    public record CannedReply(long id, String name, String en, String ur, String urLatn, String who, Instant changed) {

        /// @param language `en`, `ur` or `ur-Latn`; of others it is English
        public String textIn(String language) {
            return switch (language) {
                case "ur" -> ur;
                case "ur-Latn" -> urLatn;
                default -> en;
            };
        }

        /// The text for somebody, with what is known in its places; in Urdu a number is kept in its direction.
        ///
        /// @param known by placeholder; what is not in it stays a line, for whoever writes to fill in
        public String fillPlaceholders(String language, Map<String, String> known) {
            boolean isolates = language.equals("ur");
            return PLACEHOLDER.matcher(textIn(language)).replaceAll(match -> {
                String value = known.getOrDefault(match.group(1), "");
                String shown = value.isEmpty() ? "____" : isolates ? "\u2068" + value + "\u2069" : value;
                return Matcher.quoteReplacement(shown);
            });
        }
    }

    /// By name.
    public List<CannedReply> listReplies() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id, name, en, ur, ur_latn, who, changed_at from canned_reply order by name")
                .setMaxRows(MAX_REPLIES)
                .map(CannedReplyRepository::read)
                .list());
    }

    public Optional<CannedReply> findReply(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id, name, en, ur, ur_latn, who, changed_at from canned_reply where id = :id")
                .bind("id", id)
                .map(CannedReplyRepository::read)
                .findOne());
    }

    /// @param id 0 makes a new one
    /// @throws RuleViolationException when there is no such one, the name is taken or none, a language is missing, or a
    /// placeholder
    ///     is unknown or not in all three
    public CannedReply saveReply(
            long id, String name, String en, String ur, String urLatn, TicketAgent by, Instant now) {
        String called = name.strip();
        if (called.isEmpty() || called.length() > MAX_NAME_LENGTH) {
            throw new RuleViolationException("canned_name", "most", MAX_NAME_LENGTH);
        }
        Set<String> places = places(en);
        if (!places.equals(places(ur)) || !places.equals(places(urLatn))) {
            throw new RuleViolationException("canned_places_differ");
        }
        return jdbi.inTransaction(handle -> {
            boolean taken = handle.createQuery("select id from canned_reply where name = :name for update")
                    .bind("name", called)
                    .mapTo(Long.class)
                    .findOne()
                    .filter(other -> other != id)
                    .isPresent();
            if (taken) {
                throw new RuleViolationException("canned_name_taken");
            }
            long key = id == 0 ? SubjectEncryptionService.newId() : id;
            int rows = id == 0
                    ? handle.execute(
                            "insert into canned_reply (id, name, en, ur, ur_latn, who, changed_at) values (?, ?, ?, ?, ?, ?, ?)",
                            key,
                            called,
                            en.strip(),
                            ur.strip(),
                            urLatn.strip(),
                            by.name(),
                            now)
                    : handle.execute(
                            "update canned_reply set name = ?, en = ?, ur = ?, ur_latn = ?, who = ?, changed_at = ? where id = ?",
                            called,
                            en.strip(),
                            ur.strip(),
                            urLatn.strip(),
                            by.name(),
                            now,
                            key);
            if (rows == 0) {
                throw new RuleViolationException("canned_missing");
            }
            return findReply(key).orElseThrow();
        });
    }

    public void deleteReply(long id) {
        jdbi.useHandle(handle -> handle.execute("delete from canned_reply where id = ?", id));
    }

    private static Set<String> places(String text) {
        if (text.isBlank() || text.length() > MAX_TEXT_LENGTH) {
            throw new RuleViolationException("canned_length", "most", MAX_TEXT_LENGTH);
        }
        Set<String> places = new java.util.TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            if (!KNOWN_PLACEHOLDERS.contains(matcher.group(1))) {
                throw new RuleViolationException("canned_place", "place", "{" + matcher.group(1) + "}");
            }
            places.add(matcher.group(1));
        }
        return places;
    }

    private static CannedReply read(RowView row) {
        return new CannedReply(
                row.getColumn("id", Long.class),
                row.getColumn("name", String.class),
                row.getColumn("en", String.class),
                row.getColumn("ur", String.class),
                row.getColumn("ur_latn", String.class),
                row.getColumn("who", String.class),
                row.getColumn("changed_at", Instant.class));
    }
}
