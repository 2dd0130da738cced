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

/// Prepared replies, each in three languages. The placeholders `{number}` and `{reference}` in them are filled in.
@Singleton
public final class CannedReplyRepository {

    /// Maximum characters of a text.
    public static final int MAX_TEXT_LENGTH = 2000;

    private static final int MAX_NAME_LENGTH = 80;
    private static final Set<String> KNOWN_PLACEHOLDERS = Set.of("number", "reference");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    /// Maximum number of replies that are listed.
    static final int MAX_REPLIES = 500;

    private final Jdbi jdbi;

    public CannedReplyRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// A prepared reply in three languages.
    ///
    /// @param name by which staff find it
    public record CannedReply(long id, String name, String en, String ur, String urLatn, String who, Instant changed) {

        /// The text in a language.
        ///
        /// @param language `en`, `ur` or `ur-Latn`; for others it is English
        public String textIn(String language) {
            return switch (language) {
                case "ur" -> ur;
                case "ur-Latn" -> urLatn;
                default -> en;
            };
        }

        /// The text in a language with its placeholders filled in. In Urdu, a number keeps its direction.
        ///
        /// @param known values by placeholder; a placeholder without a value becomes a blank line, which the agent
        ///     fills in
        public String fillPlaceholders(String language, Map<String, String> known) {
            boolean isolates = language.equals("ur");
            return PLACEHOLDER.matcher(textIn(language)).replaceAll(match -> {
                String value = known.getOrDefault(match.group(1), "");
                String shown = value.isEmpty() ? "____" : isolates ? "\u2068" + value + "\u2069" : value;
                return Matcher.quoteReplacement(shown);
            });
        }
    }

    /// Replies, sorted by name.
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

    /// Stores a reply.
    ///
    /// @param id 0 creates a new one
    /// @throws RuleViolationException when there is no such reply, the name is taken or not valid, a language is
    ///     missing, or a placeholder is unknown or missing in one of the texts
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
