package pk.rahnuma.support.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.Database;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.store.Span;
import pk.rahnuma.store.Spread;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.records.TicketFigures.By;

@OnEachDatabase
class TicketFiguresTest {

    /// Midnight in Pakistan.
    private static final Instant BEGIN = Instant.parse("2026-11-22T19:00:00Z");

    private static final Span WEEK = new Span(BEGIN, BEGIN.plus(Duration.ofDays(7)), Duration.ofDays(1), null);

    private final Database database;
    private final TicketFigures figures;
    private int tickets;

    TicketFiguresTest(Database database) {
        this.database = database;
        this.figures = new TicketFigures(database.jdbi());
    }

    @BeforeEach
    void empty() {
        database.jdbi().useHandle(handle -> handle.execute("delete from ticket"));
    }

    /// @param first seconds to the first answer
    private void ticket(Instant opened, String language, long first, int breaches, Integer rating) {
        int number = ++tickets;
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        """
                        insert into ticket (id, number, conversation_id, session, topic, state, language, body, opened_at,
                            status, first_answered_at, first_seconds, worked_seconds, breaches, resolved_at, rating)
                        values (?, ?, 1, ?, 'how', 'ANSWERED', ?, ?, ?, 'CLOSED', ?, ?, ?, ?, ?, ?)
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
                        rating));
    }

    @Test
    void a_day_begins_at_midnight_in_pakistan_and_days_add_up_to_all() {
        ticket(BEGIN.minusSeconds(1), "en", 60, 0, null);
        ticket(BEGIN, "en", 60, 0, null);
        ticket(BEGIN.plus(Duration.ofDays(1)).minusSeconds(1), "en", 60, 1, null);
        ticket(BEGIN.plus(Duration.ofDays(1)), "ur", 60, 0, null);

        assertThat(figures.opened(WEEK))
                .containsExactly(
                        Map.entry(0, new TicketFigures.Opened(2, 1)), Map.entry(1, new TicketFigures.Opened(1, 1)));
        assertThat(figures.opened(new Span(WEEK.from(), WEEK.to(), WEEK.bucket(), "ur")))
                .containsExactly(Map.entry(1, new TicketFigures.Opened(1, 1)));
        assertThat(cases(By.OPENED, null, null)).hasSize(3);
        assertThat(cases(By.OPENED, null, true)).hasSize(2);
        assertThat(cases(By.OPENED, null, false)).hasSize(1);
    }

    @Test
    void half_took_no_longer_than_the_median_and_nine_of_ten_no_longer_than_the_ninth() {
        for (int i = 1; i <= 10; i++) {
            ticket(BEGIN.plusSeconds(i), "en", 60L * i, 0, null);
        }
        assertThat(figures.took(By.ANSWERED, WEEK).get(0))
                .isEqualTo(new Spread(10, 0, Duration.ofMinutes(5), Duration.ofMinutes(9)));
        assertThat(figures.took(By.RESOLVED, WEEK).get(0))
                .isEqualTo(new Spread(10, 0, Duration.ofMinutes(10), Duration.ofMinutes(18)));
    }

    private List<Ticket> cases(By by, Integer rating, Boolean kept) {
        return figures.cases(new TicketFigures.Cases(by, WEEK.from(), WEEK.to(), null, rating, kept, null, null), 0, 9);
    }

    @Test
    void ratings_lead_to_their_tickets() {
        ticket(BEGIN, "en", 60, 0, 5);
        ticket(BEGIN, "en", 60, 0, 5);
        ticket(BEGIN, "en", 60, 0, 1);

        assertThat(figures.ratings(WEEK)).containsExactly(Map.entry(1, 1L), Map.entry(5, 2L));
        assertThat(cases(By.RESOLVED, 5, null)).hasSize(2);
    }
}
