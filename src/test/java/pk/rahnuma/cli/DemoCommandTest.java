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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.TestSql;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.cli.demo.DemoSize;
import pk.rahnuma.cli.demo.DemoStaff;
import pk.rahnuma.conversation.batch.TrailStatisticsService;
import pk.rahnuma.persistence.TimeBuckets;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.decision.ApplicationReviewService;
import pk.rahnuma.registration.record.ApplicationCaseFilter;
import pk.rahnuma.registration.record.ApplicationStatisticsRepository;
import pk.rahnuma.registration.record.SearchIndexRepository;
import pk.rahnuma.registration.record.SearchTerms;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.EnvironmentSettings;
import pk.rahnuma.startup.UserErrorException;
import pk.rahnuma.ticket.OpenedTicketCount;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketCaseFilter;
import pk.rahnuma.ticket.TicketStatisticsRepository;
import pk.rahnuma.ticket.work.TicketDetailService;
import pk.rahnuma.ticket.work.TranscriptVisibility;
import pk.rahnuma.vault.MasterKeyset;

class DemoCommandTest {

    private static final DemoSize SMALL = DemoSizeFixture.SMALL_SIZE;

    /// Fixed, as the number of late tickets of a demo depends on the time.
    private static final String NOW = "2026-12-01T08:16:00Z";

    @TempDir
    Path data;

    @BeforeEach
    void setTime() {
        System.setProperty(SteppableClock.BEGIN_PROPERTY, NOW);
    }

    @AfterEach
    void clearTime() {
        System.clearProperty(SteppableClock.BEGIN_PROPERTY);
    }

    private EnvironmentSettings settings(String database) {
        Map<String, String> environment = new HashMap<>(Map.of("RAHNUMA_DATA", data.toString()));
        if (database.equals("MariaDB")) {
            environment.put("DATABASE_URL", MariaDbServer.sharedServer().freshSchema());
            environment.put("DATABASE_USER", MariaDbServer.USER);
            environment.put("DATABASE_PASSWORD", MariaDbServer.PASSWORD);
            environment.put("RAHNUMA_KEYSET", MasterKeyset.generateNew().toJson());
            environment.put("RAHNUMA_FOUR_EYES", "approve,refuse,revoke");
        }
        return EnvironmentSettings.fromVariables(environment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "MariaDB"})
    void aDemoIsOfTheSizeThatWasAskedForReadsAsAnythingElseAndIsNotMadeTwice(String database) {
        try (CommandContext opened = DemoCommand.openTrial(settings(database), false)) {
            List<DemoStaff.DemoLogin> team = DemoCommand.fillDatabase(opened, SMALL, 7);

            assertThat(team).hasSize(7);
            assertThat(numbers(opened, """
                    select count(*) from line_address r join line l on l.id = r.line_id
                    where l.status in ('ACTIVE', 'CHANGE_PENDING', 'PAUSED', 'SUSPENDED')
                    """) + numbers(opened, """
                    select count(*) from line l
                    where l.mobile_hash is not null and l.status in ('ACTIVE', 'CHANGE_PENDING', 'PAUSED', 'SUSPENDED')
                    """))
                    .isEqualTo(SMALL.companyLines() + SMALL.freelancerLines() + SMALL.associationLines());
            assertThat(numbers(opened, "select count(*) from application"))
                    .isEqualTo(SMALL.companies() + SMALL.freelancers() + 1 + SMALL.pending());
            assertThat(numbers(opened, "select count(*) from ticket")).isEqualTo(SMALL.tickets());
            assertThat(statuses(opened, "line")).containsAll(all(LineStatus.values(), ""));
            assertThat(texts(opened, """
                    select status from line
                    where application_id in (select application_id from line group by application_id
                        having count(*) in (24, 36, 60) and count(distinct status) > 5)
                    group by status having count(distinct application_id) = 3
                    """))
                    .as("three companies have many lines in mixed states")
                    .containsExactlyInAnyOrder(
                            "REQUESTED",
                            "WITH_PROVIDER",
                            "CONFIRMED",
                            "ASKED",
                            "REFUSED",
                            "ACTIVE",
                            "CHANGE_PENDING",
                            "PAUSED",
                            "SUSPENDED",
                            "ENDED");
            String received = "select count(*) from line where status = 'REQUESTED'";
            assertThat(numbers(opened, received + " and due_at < '2026-12-01 08:16'"))
                    .as("late lines among those that are only received")
                    .isLessThan(numbers(opened, received) / 3);
            assertThat(numbers(opened, "select count(distinct application_id) from line where valid_until is not null"))
                    .isEqualTo(3);
            assertThat(statuses(opened, "ticket")).containsAll(all(Ticket.State.values(), ""));
            assertThat(numbers(opened, "select count(*) from ticket_breach")).isPositive();
            assertThat(numbers(opened, "select count(*) from message where state = 'PENDING'"))
                    .isZero();
            List<String> faults = new ArrayList<>();
            opened.getBean(AuditLog.class).verifyAll(faults::add, count -> {});
            assertThat(faults).isEmpty();
            assertThat(numbers(opened, "select count(*) from audit where what = 'application.confirmed'") > 0)
                    .as("a second confirmed where the operator wants one")
                    .isEqualTo(database.equals("MariaDB"));
            assertThat(numbers(opened, "select count(*) from proposal")).isZero();
            readAll(opened, team);
            figuresAddUp(opened);

            assertThatThrownBy(() -> DemoCommand.fillDatabase(opened, SMALL, 7))
                    .isInstanceOf(UserErrorException.class)
                    .hasMessageContaining("in use");
        }
    }

    private static void readAll(CommandContext opened, List<DemoStaff.DemoLogin> team) {
        Instant now = opened.getBean(Clock.class).instant();
        ApplicationReviewService dossiers = opened.getBean(ApplicationReviewService.class);
        for (String reference : texts(opened, "select reference from application order by reference limit 40")) {
            ApplicationReviewService.ApplicationDetails dossier = dossiers.openDossier(
                    new Reference(reference), true, team.getFirst().name(), now);
            assertThat(dossier.answers()).isNotEmpty();
            assertThat(dossier.history()).hasSize(dossier.application().events());
        }
        assertThat(opened.getBean(SearchIndexRepository.class).findByTerms(SearchTerms.parseQuery("Limited"), 500))
                .hasSizeGreaterThanOrEqualTo(SMALL.companies());
        TicketAgent member =
                new TicketAgent(team.getFirst().id(), team.getFirst().name());
        for (String number : texts(opened, "select number from ticket order by number limit 40")) {
            assertThat(opened.getBean(TicketDetailService.class)
                            .openCase(new Reference(number), member, TranscriptVisibility.MASKED, now)
                            .body()
                            .text())
                    .isNotBlank();
        }
    }

    private static void figuresAddUp(CommandContext opened) {
        Instant now = opened.getBean(Clock.class)
                .instant()
                .truncatedTo(ChronoUnit.SECONDS)
                .plusSeconds(1);
        TimeBuckets span = new TimeBuckets(now.minus(Duration.ofDays(200)), now, Duration.ofDays(7), null);
        ApplicationStatisticsRepository applications = opened.getBean(ApplicationStatisticsRepository.class);
        TicketStatisticsRepository tickets = opened.getBean(TicketStatisticsRepository.class);
        assertThat(applications.countSubmitted(span).values().stream()
                        .flatMap(each -> each.values().stream())
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(numbers(opened, "select count(*) from application"));
        long decided = applications.countOutcomes(span).get("ACTIVE")
                + applications.countOutcomes(span).get("REFUSED");
        assertThat(applications.findDecisionTimes(span).values().stream()
                        .mapToLong(pk.rahnuma.persistence.DurationPercentiles::count)
                        .sum())
                .as("some lines of three applications are registered and others refused: both within a week count once")
                .isBetween(decided - 3, decided);
        assertThat(applications.findCases(
                        new ApplicationCaseFilter(span.from(), span.to(), null, "REFUSED", null, null), 0, 1_000))
                .hasSize(applications.countOutcomes(span).get("REFUSED").intValue());
        assertThat(tickets.countOpened(span).values().stream()
                        .mapToLong(OpenedTicketCount::count)
                        .sum())
                .isEqualTo(SMALL.tickets());
        assertThat(tickets.findDurations(TicketCaseFilter.TicketEvent.ANSWERED, span))
                .isNotEmpty();
        for (String script : List.of("register-company", "register-individual", "human", "lookup", "eligibility")) {
            List<TrailStatisticsService.StepFigures> steps =
                    opened.getBean(TrailStatisticsService.class).findSteps(script, span.from(), span.to(), null);
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

    private static long numbers(CommandContext opened, String sql) {
        return opened.getBean(TestSql.class).queryOne(Long.class, sql);
    }

    private static List<String> texts(CommandContext opened, String sql) {
        return opened.getBean(TestSql.class).queryList(String.class, sql);
    }

    private static TreeSet<String> statuses(CommandContext opened, String table) {
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
