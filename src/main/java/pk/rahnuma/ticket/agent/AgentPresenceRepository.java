package pk.rahnuma.ticket.agent;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import pk.rahnuma.staff.StaffSignOutListener;
import pk.rahnuma.ticket.TicketAgent;

/// Members of staff who are at the desk. An open console reports its agent again and again. An agent who is silent for
/// long or has signed out loses the tickets that wait for them.
@Singleton
public final class AgentPresenceRepository implements StaffSignOutListener {

    /// Maximum of members that are listed, the last seen first.
    static final int MAX_SEATS = 1_000;

    private final Jdbi jdbi;

    public AgentPresenceRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// A member of staff at the desk.
    ///
    /// @param languages that they answer in; empty for all
    /// @param topics that they know; empty for all
    /// @param takes whether tickets may be assigned to them automatically
    /// @param seen time at which they were last seen
    public record AgentPresence(
            TicketAgent member, Set<String> languages, Set<String> topics, boolean takes, Instant seen) {

        /// True when they signed off or were signed out.
        public boolean isGone() {
            return seen.equals(Instant.EPOCH);
        }

        /// True when they can take a ticket of this language and topic.
        public boolean canTake(String language, String topic) {
            return takes
                    && (languages.isEmpty() || languages.contains(language))
                    && (topics.isEmpty() || topics.contains(topic));
        }
    }

    /// Records that the member is at the desk. Called about every half minute.
    public void recordPresence(
            TicketAgent member, Set<String> languages, Set<String> topics, boolean takes, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into desk_member (staff_id, who, languages, topics, takes, seen_at)
                        values (:id, :who, :languages, :topics, :takes, :now)
                        on duplicate key update who = values(who), languages = values(languages),
                            topics = values(topics), takes = values(takes), seen_at = values(seen_at)
                        """)
                .bind("id", member.id())
                .bind("who", member.name())
                .bind("languages", languages.stream().sorted().collect(Collectors.joining(",")))
                .bind("topics", topics.stream().sorted().collect(Collectors.joining(",")))
                .bind("takes", takes)
                .bind("now", now)
                .execute());
    }

    /// Their tickets that wait for the desk return to the queue with the next run of the job.
    @Override
    public void onSignedOut(long member) {
        jdbi.useHandle(handle -> handle.execute(
                "update desk_member set takes = ?, seen_at = ? where staff_id = ?", false, Instant.EPOCH, member));
    }

    /// Members that were seen, the last first.
    public List<AgentPresence> listSeats() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select staff_id, who, languages, topics, takes, seen_at from desk_member order by seen_at desc
                        """)
                .setMaxRows(MAX_SEATS)
                .map(AgentPresenceRepository::seat)
                .list());
    }

    private static AgentPresence seat(RowView row) {
        return new AgentPresence(
                new TicketAgent(row.getColumn("staff_id", Long.class), row.getColumn("who", String.class)),
                list(row.getColumn("languages", String.class)),
                list(row.getColumn("topics", String.class)),
                row.getColumn("takes", Boolean.class),
                row.getColumn("seen_at", Instant.class));
    }

    private static Set<String> list(String commas) {
        return Stream.of(commas.split(",")).filter(each -> !each.isEmpty()).collect(Collectors.toSet());
    }
}
