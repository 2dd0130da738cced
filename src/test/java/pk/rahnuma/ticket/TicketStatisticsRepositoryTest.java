package pk.rahnuma.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.persistence.DurationPercentiles;
import pk.rahnuma.persistence.TimeBuckets;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.TicketCaseFilter.TicketEvent;

@OnEachDatabase(always = true)
class TicketStatisticsRepositoryTest {

    /// Midnight in Pakistan.
    private static final Instant BEGIN = Instant.parse("2026-11-22T19:00:00Z");

    private static final TimeBuckets WEEK =
            new TimeBuckets(BEGIN, BEGIN.plus(Duration.ofDays(7)), Duration.ofDays(1), null);

    private final TestDatabase database;
    private final TicketStatisticsRepository figures;
    private int tickets;

    TicketStatisticsRepositoryTest(TestDatabase database) {
        this.database = database;
        this.figures = database.getBean(TicketStatisticsRepository.class);
    }

    @BeforeEach
    void empty() {
        database.sql().execute("delete from ticket");
    }

    /// Creates a ticket.
    ///
    /// @param first seconds to the first answer
    private void ticket(Instant opened, String language, long first, int breaches, Integer rating) {
        int number = ++tickets;
        database.sql()
                .execute(
                        """
                        insert into ticket (id, number, conversation_id, session, topic, status, source, priority, level,
                            fresh, round, changes, language, body, opened_at, first_answered_at, first_seconds,
                            worked_seconds, breaches, resolved_at, rating)
                        values (?, ?, 1, ?, 'how', 'CLOSED', 'SCRIPT', 3, 0, false, 0, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                        number,
                        Reference.forTicket(new Random(number)).symbols(),
                        "s" + number,
                        language,
                        new byte[1],
                        opened,
                        opened.plusSeconds(first),
                        first,
                        2 * first,
                        breaches,
                        opened.plusSeconds(3 * first),
                        rating);
    }

    @Test
    void aDayBeginsAtMidnightInPakistanAndDaysAddUpToAll() {
        ticket(BEGIN.minusSeconds(1), "en", 60, 0, null);
        ticket(BEGIN, "en", 60, 0, null);
        ticket(BEGIN.plus(Duration.ofDays(1)).minusSeconds(1), "en", 60, 1, null);
        ticket(BEGIN.plus(Duration.ofDays(1)), "ur", 60, 0, null);

        assertThat(figures.countOpened(WEEK))
                .containsExactly(Map.entry(0, new OpenedTicketCount(2, 1)), Map.entry(1, new OpenedTicketCount(1, 1)));
        assertThat(figures.countOpened(new TimeBuckets(WEEK.from(), WEEK.to(), WEEK.bucket(), "ur")))
                .containsExactly(Map.entry(1, new OpenedTicketCount(1, 1)));
        assertThat(cases(TicketEvent.OPENED, null, null)).hasSize(3);
        assertThat(cases(TicketEvent.OPENED, null, true)).hasSize(2);
        assertThat(cases(TicketEvent.OPENED, null, false)).hasSize(1);
    }

    @Test
    void halfTookNoLongerThanTheMedianAndNineOfTenNoLongerThanTheNinth() {
        for (int i = 1; i <= 10; i++) {
            ticket(BEGIN.plusSeconds(i), "en", 60L * i, 0, null);
        }
        assertThat(figures.findDurations(TicketEvent.ANSWERED, WEEK).get(0))
                .isEqualTo(new DurationPercentiles(10, 0, Duration.ofMinutes(5), Duration.ofMinutes(9)));
        assertThat(figures.findDurations(TicketEvent.RESOLVED, WEEK).get(0))
                .isEqualTo(new DurationPercentiles(10, 0, Duration.ofMinutes(10), Duration.ofMinutes(18)));
    }

    private List<Ticket> cases(TicketEvent by, Integer rating, Boolean kept) {
        return figures.findCases(
                new TicketCaseFilter(by, WEEK.from(), WEEK.to(), null, rating, kept, null, null), 0, 9);
    }

    @Test
    void listsWaitingTimesTheLongestFirst() {
        ticket(BEGIN, "en", 60, 0, null);
        ticket(BEGIN, "en", 60, 0, null);
        ticket(BEGIN, "ur", 60, 0, null);
        database.sql().execute("update ticket set status = 'OPEN', waiting_since = ? where language = 'en'", BEGIN);
        database.sql()
                .execute(
                        "update ticket set status = 'OPEN', waiting_since = ? where language = 'ur'",
                        BEGIN.minusSeconds(1));
        assertThat(figures.findWaitingSince(null)).containsExactly(BEGIN.minusSeconds(1), BEGIN, BEGIN);
        assertThat(figures.findWaitingSince("en")).containsExactly(BEGIN, BEGIN);
    }

    @Test
    void ratingsLeadToTheirTickets() {
        ticket(BEGIN, "en", 60, 0, 5);
        ticket(BEGIN, "en", 60, 0, 5);
        ticket(BEGIN, "en", 60, 0, 1);

        assertThat(figures.countRatings(WEEK)).containsExactly(Map.entry(1, 1L), Map.entry(5, 2L));
        assertThat(cases(TicketEvent.RESOLVED, 5, null)).hasSize(2);
    }
}
