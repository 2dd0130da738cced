package pk.rahnuma.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.MariaDb;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.cli.boot.Boot;
import pk.rahnuma.cli.boot.Opened;
import pk.rahnuma.cli.boot.Refused;
import pk.rahnuma.cli.boot.Settings;
import pk.rahnuma.cli.demo.Size;
import pk.rahnuma.cli.demo.Team;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Status;
import pk.rahnuma.registration.decisions.Dossiers;
import pk.rahnuma.registration.records.ApplicationFigures;
import pk.rahnuma.registration.search.SearchIndex;
import pk.rahnuma.registration.search.Terms;
import pk.rahnuma.store.Span;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.records.TicketFigures;
import pk.rahnuma.support.work.Cases;
import pk.rahnuma.turn.TrailFigures;
import pk.rahnuma.vault.Keyset;

class DemoTest {

    private static final Size SMALL = Size.FULL.dividedBy(30);

    @TempDir
    Path data;

    private Settings settings(String database) {
        Map<String, String> environment = new HashMap<>(Map.of("RAHNUMA_DATA", data.toString()));
        if (database.equals("MariaDB")) {
            environment.put("DATABASE_URL", MariaDb.running().freshSchema());
            environment.put("DATABASE_USER", MariaDb.USER);
            environment.put("DATABASE_PASSWORD", MariaDb.PASSWORD);
            environment.put("RAHNUMA_KEYSET", Keyset.generate().json());
            environment.put("RAHNUMA_FOUR_EYES", "approve,reject,revoke");
        }
        return Settings.of(environment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "MariaDB"})
    void a_demo_is_of_the_size_that_was_asked_for_reads_as_anything_else_and_is_not_made_twice(String database) {
        try (Opened opened = Boot.open(settings(database))) {
            List<Team.Login> team = Demo.fill(opened, SMALL, 7, (what, done, all) -> {});

            assertThat(team).hasSize(7);
            assertThat(numbers(opened, """
                    select count(*) from register_address r join application a on a.id = r.application_id
                    where a.status in ('ACTIVE', 'CHANGE_PENDING', 'SUSPENDED')
                    """) + numbers(opened, """
                    select count(*) from application where vpn_mobile_hash is not null
                        and status in ('ACTIVE', 'CHANGE_PENDING', 'SUSPENDED')
                    """)).isEqualTo(SMALL.lines());
            assertThat(numbers(opened, "select count(*) from application"))
                    .isEqualTo(SMALL.companies() + SMALL.freelancers() + 1 + SMALL.pending());
            assertThat(numbers(opened, "select count(*) from ticket")).isEqualTo(SMALL.tickets());
            assertThat(statuses(opened, "application")).containsAll(all(Status.values(), "APPROVED"));
            assertThat(statuses(opened, "ticket")).containsAll(all(Ticket.State.values(), ""));
            assertThat(numbers(opened, "select count(*) from ticket_breach")).isPositive();
            assertThat(numbers(opened, "select count(*) from message where state = 'PENDING'"))
                    .isZero();
            List<String> faults = new ArrayList<>();
            opened.get(Audit.class).verifyAll(faults::add, count -> {});
            assertThat(faults).isEmpty();
            assertThat(numbers(opened, "select count(*) from audit where what = 'application.confirmed'") > 0)
                    .as("a second confirmed where the operator wants one")
                    .isEqualTo(database.equals("MariaDB"));
            assertThat(numbers(opened, "select count(*) from proposal")).isZero();
            readAll(opened, team);
            figuresAddUp(opened);

            assertThatThrownBy(() -> Demo.fill(opened, SMALL, 7, (what, done, all) -> {}))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("in use");
        }
    }

    private static void readAll(Opened opened, List<Team.Login> team) {
        Instant now = opened.get(Clock.class).instant();
        Dossiers dossiers = opened.get(Dossiers.class);
        for (String reference : texts(opened, "select reference from application order by reference limit 40")) {
            Dossiers.Dossier dossier = dossiers.open(
                    new Reference(reference), true, team.getFirst().name(), now);
            assertThat(dossier.answers()).isNotEmpty();
            assertThat(dossier.history()).hasSize(dossier.application().events());
        }
        assertThat(opened.get(SearchIndex.class).find(Terms.typed("Limited"), 500))
                .hasSizeGreaterThanOrEqualTo(SMALL.companies());
        Member member = new Member(team.getFirst().id(), team.getFirst().name());
        for (String number : texts(opened, "select number from ticket order by number limit 40")) {
            assertThat(opened.get(Cases.class)
                            .open(new Reference(number), member, now)
                            .body()
                            .text())
                    .isNotBlank();
        }
    }

    private static void figuresAddUp(Opened opened) {
        Instant now = opened.get(Clock.class)
                .instant()
                .truncatedTo(ChronoUnit.SECONDS)
                .plusSeconds(1);
        Span span = new Span(now.minus(Duration.ofDays(200)), now, Duration.ofDays(7), null);
        ApplicationFigures applications = opened.get(ApplicationFigures.class);
        TicketFigures tickets = opened.get(TicketFigures.class);
        assertThat(applications.sent(span).values().stream()
                        .flatMap(each -> each.values().stream())
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(numbers(opened, "select count(*) from application"));
        assertThat(applications.decided(span).values().stream()
                        .mapToLong(pk.rahnuma.store.Spread::count)
                        .sum())
                .isEqualTo(applications.outcomes(span).get("APPROVED")
                        + applications.outcomes(span).get("REJECTED"));
        assertThat(applications.cases(
                        new ApplicationFigures.Cases(span.from(), span.to(), null, "REJECTED", null, null), 0, 1_000))
                .hasSize(applications.outcomes(span).get("REJECTED").intValue());
        assertThat(tickets.opened(span).values().stream()
                        .mapToLong(TicketFigures.Opened::count)
                        .sum())
                .isEqualTo(SMALL.tickets());
        assertThat(tickets.took(TicketFigures.By.ANSWERED, span)).isNotEmpty();
        for (String script : List.of("register-company", "register-individual", "human", "status", "eligibility")) {
            List<TrailFigures.Step> steps = opened.get(TrailFigures.class).of(script, span.from(), span.to(), null);
            assertThat(steps).isNotEmpty().allMatch(step -> step.there() >= 0 && step.before() == 0);
            assertThat(steps.stream()
                            .mapToLong(step -> step.left() + step.there())
                            .sum())
                    .isEqualTo(numbers(
                            opened,
                            "select count(*) from trail where from_step = '' and to_step <> '' and script = '" + script
                                    + "'"));
        }
    }

    private static long numbers(Opened opened, String sql) {
        return opened.get(Jdbi.class)
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    private static List<String> texts(Opened opened, String sql) {
        return opened.get(Jdbi.class)
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    private static TreeSet<String> statuses(Opened opened, String table) {
        return new TreeSet<>(texts(opened, "select distinct status from " + table));
    }

    private static List<String> all(Enum<?>[] values, String but) {
        List<String> names = new ArrayList<>();
        for (Enum<?> value : values) {
            if (!value.name().equals(but)) {
                names.add(value.name());
            }
        }
        return names;
    }
}
